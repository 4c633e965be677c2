"Markdown pages for mkdocs, from the notebooks with their committed outputs: python .ci/docs/pages.py FOLDER"
import base64, configparser, json, os, re, shutil, sys
from importlib.util import find_spec
from pathlib import Path
from api import exported, module_page

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent
FLOORS = ['Ground', 'Data', 'Model', 'Judge', 'Train', 'Without labels', 'Record', 'Use', 'Faults', 'Entry points']
RUNS = ['train', 'test', 'adapt', 'tables', 'search', 'export']
PAPERS = {'results/README.md': 'results.md', 'CONTRIBUTING.md': 'contributing.md', 'CHANGELOG.md': 'changelog.md'}
settings = configparser.ConfigParser(delimiters=['='])
settings.read(ROOT/'settings.ini')
SET = settings['DEFAULT']
GIT = f'{SET["git_url"]}/blob/{SET["branch"]}/'
IMAGES = {'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif'}
CODE = re.compile(r'(^```.*?^```|`[^`\n]+`)', re.M | re.S)   # what must stay as it is in markdown


def page_of(file: str) -> str:
    "Where the file of that path in the repository is on the site; '' if nowhere"
    if file == 'README.md': return 'index.md'
    if file in PAPERS: return PAPERS[file]
    return re.sub(r'^nbs/(.*)\.ipynb$', r'\1.md', file) if re.match(r'nbs/.*\.ipynb$', file) else ''


def relinked(text: str, file: str, out: Path) -> str:
    "Markdown of `file` with links that hold on the site: to pages, to images copied there, else to the repository"
    page, here = page_of(file), os.path.dirname(file)
    def link(m):
        to, mark, at = m[1].partition('#')
        if not to or re.match(r'\w+:', to): return m[0]
        to = to[1:] if to[0] == '/' else os.path.normpath(os.path.join(here, to))
        if re.search(r'\.(jpe?g|png|gif|svg)$', to):
            (out/'images').mkdir(exist_ok=True)
            shutil.copy(ROOT/to, out/'images')
            goal = f'images/{os.path.basename(to)}'
        elif (ROOT/to).is_file() and page_of(to): goal = page_of(to)
        elif (ROOT/to).exists(): return f']({GIT}{to}{mark}{at})'
        else: raise FileNotFoundError(f'{file} has a link to {m[1]}, where nothing is')
        return f']({os.path.relpath(goal, os.path.dirname(page) or ".")}{mark}{at})'
    return ''.join(p if p[:1] == '`' else re.sub(r'\]\(([^)\s]+)\)', link, p) for p in CODE.split(text))


def prose(text: str, file: str, out: Path, names: dict) -> str:
    "Markdown with links that hold on the site, where the exported names lead to their signatures"
    up = '../'*page_of(file).count('/')
    def named(m):
        name = m[1].rpartition('.')[2]
        return f'[{m[0]}]({up}api/{names[name]}.md#{name})' if name in names else m[0]
    def line(l):   # no link in a heading or in a link
        return l if re.match(r'#+ |`.*`$', l) or '](' in l else re.sub(r'`([\w.]+)`', named, l)
    parts = re.split(r'(^```.*?^```)', relinked(text, file, out), flags=re.M | re.S)
    return ''.join(p if p[:3] == '```' else '\n'.join(map(line, p.split('\n'))) for p in parts)


def fenced(text: str, lang: str = '') -> str:
    "A code block that holds text with fences, too"
    fence = max(['```', *(m + '`' for m in re.findall(r'^`{3,}', text, re.M))], key=len)
    return f'{fence}{lang}\n{text}\n{fence}'


def output(o: dict, name: str, title: str, out: Path, up: str) -> str:  # markdown, '' for nothing
    "An output, its richest form first; an image becomes a file `name`, called by the `title` of its section"
    if o['output_type'] == 'stream': return fenced(re.sub(r'\x1b\[[\d;]*m', '', ''.join(o['text'])).rstrip(), 'text')
    data = {k: ''.join(v) for k, v in o.get('data', {}).items()}
    for kind, ext in IMAGES.items():
        if kind not in data: continue
        (out/'images').mkdir(exist_ok=True)
        (out/f'images/{name}.{ext}').write_bytes(base64.b64decode(data[kind]))
        return f'![{title}]({up}images/{name}.{ext}){{ loading=lazy }}'
    if 'text/html' in data:
        bar = '<progress.*?</progress>[^<]*'   # it is full by now
        html = re.sub(rf'<style.*?</style>|{bar}|\s+border="1"', '', data['text/html'], flags=re.S)
        shows = re.search(r'<(table|img)|\w', re.sub(r'<(?!table|img)[^>]*>', '', html))
        return '<div markdown="0">' + re.sub(r'\n\s*', '\n', html).strip() + '</div>' if shows else ''
    if 'text/markdown' in data: return data['text/markdown']
    return fenced(data['text/plain'], 'text') if data.get('text/plain') else ''


def code_cell(cell: dict, title: str, file: str, out: Path) -> str:  # markdown
    "Source without its directives, and outputs"
    source, up = ''.join(cell['source']), '../'*page_of(file).count('/')
    directives = re.findall(r'^#\s*\|\s*([\w-]+)', source, re.M)
    if 'hide' in directives or 'default_exp' in directives: return ''
    source = re.sub(r'^#\s*\|.*\n?', '', source, flags=re.M).strip()
    name = f'{page_of(file)[:-3].replace("/", "-")}-{cell["id"]}'
    outs = [output(o, f'{name}-{i}', title, out, up) for i, o in enumerate(cell['outputs'])]
    outs = ['<div class="out" markdown="1">\n\n' + '\n\n'.join(filter(None, outs)) + '\n\n</div>'] if any(outs) else []
    shown = [fenced(source, 'python')] if source and 'hide_input' not in directives else []
    return '\n\n'.join(shown + outs)


def notebook_page(path: Path, out: Path, names: dict) -> str:  # title
    "Write the page of a notebook"
    file, cells = str(path.relative_to(ROOT)), json.loads(path.read_text())['cells']
    parts, title = [], ''
    for c in (c for c in cells if c['cell_type'] != 'raw'):
        source = ''.join(c['source'])
        if c['cell_type'] == 'markdown':
            title = ([title] + re.findall(r'^#+ (.+)$', source, re.M))[-1]
            parts.append(prose(source, file, out, names))
        else: parts.append(code_cell(c, title, file, out))
    text = '\n\n'.join(filter(None, parts))
    page = out/page_of(file)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text + '\n')
    return re.search(r'^# (.+)$', text, re.M)[1]


def nav_of(notebooks: dict, modules: list) -> list:  # for mkdocs
    "Floor after floor; then what papermill runs, demonstrations, measurements, and the modules in the same order"
    entry = lambda file: {notebooks[file]: page_of(file)}
    inside = lambda folder: [entry(f) for f in sorted(notebooks) if f.startswith(f'nbs/{folder}/')]
    on_floor = lambda i: [entry(f) for f in sorted(notebooks) if re.match(rf'nbs/{i}\d', f)]
    floors = [(name, on_floor(i)) for i, name in enumerate(FLOORS)]
    runs = [entry(f'nbs/{r}.ipynb') for r in RUNS if f'nbs/{r}.ipynb' in notebooks]
    start = [{'Home': 'index.md'}, *(entry(f) for f in ['nbs/tour.ipynb'] if f in notebooks), {'Results': 'results.md'},
             {'Contributing': 'contributing.md'}, {'Changelog': 'changelog.md'}]
    return [{'Start': start}, {'Notebooks': [{name: pages} for name, pages in floors if pages]}, {'Runs': runs},
            {'Demonstrations': inside('demos') + inside('benchmarks')},
            {'API': [{name: f'api/{name}.md'} for name in modules]}]


def main(out: Path):
    files = [p for p in sorted(ROOT.glob('nbs/**/*.ipynb')) if '.ipynb_checkpoints' not in p.parts]
    modules = {}   # name -> notebook
    for path in sorted(files, key=lambda p: (p.parent != ROOT/'nbs', p)):   # the floors, then the demonstrations
        made = re.search(r'#\s*\|\s*default_exp ([\w.]+)', path.read_text())
        if made: modules[made[1]] = str(path.relative_to(ROOT))
    sources = {name: ROOT/'reid_nb'/f'{name.replace(".", "/")}.py' for name in modules}
    sources = {name: path for name, path in sources.items() if path.exists()}   # a notebook of tests exports nothing
    names = {n: module for module, path in sources.items() for n in exported(path.read_text())}
    (out/'api').mkdir(parents=True)
    for name, path in sources.items():
        (out/f'api/{name}.md').write_text(prose(module_page(path, modules[name]), f'nbs/api/{name}.ipynb', out, names))
    titles = {str(p.relative_to(ROOT)): notebook_page(p, out, names) for p in files}
    for file, page in PAPERS.items(): (out/page).write_text(relinked((ROOT/file).read_text(), file, out))
    for name in ('extra.css', 'mathjax.js'): shutil.copy(HERE/name, out)
    (out/'images').mkdir(exist_ok=True)
    shutil.copy(HERE/'logo.svg', out/'images')
    mathjax = Path(find_spec('mathjax').submodule_search_locations[0])/'static/mathjax/es5'   # of django-static-mathjax
    fonts = 'output/chtml/fonts/woff-v2'   # where tex-chtml.js looks for them
    shutil.copytree(mathjax/fonts, out/'mathjax'/fonts)
    shutil.copy(mathjax/'tex-chtml.js', out/'mathjax')
    config = dict(INHERIT=str(HERE/'mkdocs.yml'), docs_dir=str(out), nav=nav_of(titles, [*sources]),
                  site_name=SET['lib_name'], site_url=f'{SET["doc_host"]}{SET["doc_baseurl"]}/',
                  site_description=SET['description'], copyright=SET['copyright'],
                  extra=dict(social=[dict(icon='fontawesome/brands/github', link=SET['git_url'])]))
    (out.parent/f'{out.name}.yml').write_text(json.dumps(config))   # JSON is YAML


if __name__ == '__main__': main(Path(sys.argv[1]))
