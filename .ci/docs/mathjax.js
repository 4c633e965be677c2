// MathJax from this site, and only on pages that have maths
window.MathJax = {
  tex: {inlineMath: [['\\(', '\\)']], displayMath: [['\\[', '\\]']], processEscapes: true, processEnvironments: true},
  options: {ignoreHtmlClass: '.*|', processHtmlClass: 'arithmatex', enableMenu: false}
};
addEventListener('DOMContentLoaded', () => {
  if (!document.querySelector('.arithmatex')) return;
  const script = document.createElement('script');
  script.src = new URL('mathjax/tex-chtml.js', document.querySelector('script[src$="mathjax.js"]').src);
  document.head.append(script);
});
