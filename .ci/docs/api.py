"A page per module: what it exports, with signatures, and the comments behind parameters as their descriptions"
import ast, io, re, tokenize
from pathlib import Path


def comments_of(source: str) -> dict:  # line -> the comment at its end
    "Comments that stand behind code, without their `#`"
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = {t.start[0]: t for t in tokens if t.type == tokenize.COMMENT}
    return {n: t.string.lstrip('# ').strip() for n, t in found.items() if t.line[:t.start[1]].strip()}


def escaped(text: str) -> str:
    "`text` as markdown, what is in backticks left alone"
    parts = re.split(r'(`[^`]*`)', text)
    return ''.join(p if p[:1] == '`' else re.sub(r'([\\*_<$\[\]])', r'\\\1', p) for p in parts)


def parameters(fn: ast.FunctionDef, source: str, comments: dict) -> list:  # of (code, description), the result last
    "Parameters of a function: a comment describes what stands last on its line, behind the colon the result"
    a = fn.args
    plain = [*a.posonlyargs, *a.args]
    rows = [(arg, '', d) for arg, d in zip(plain, [None]*(len(plain) - len(a.defaults)) + a.defaults)]
    rows += [(a.vararg, '*', None)] if a.vararg else []
    rows += [(arg, '', d) for arg, d in zip(a.kwonlyargs, a.kw_defaults)]
    rows += [(a.kwarg, '**', None)] if a.kwarg else []
    head = {n: said for n, said in comments.items() if fn.lineno <= n < fn.body[0].lineno}
    result = head.pop(fn.body[0].lineno - 1, '')
    last = {(default or arg).end_lineno: arg.arg for arg, _, default in rows}   # line -> what ends it
    said = {name: head[n] for n, name in last.items() if n in head}
    out = []
    for arg, star, default in rows:
        kind = f': {ast.get_source_segment(source, arg.annotation)}' if arg.annotation else ''
        value = (' = ' if kind else '=') + ast.get_source_segment(source, default) if default else ''
        if arg.arg != 'self': out.append((f'{star}{arg.arg}{kind}{value}', said.get(arg.arg, '')))
    return out + [('', result)]


def signature(name: str, params: list, returns: str = '') -> str:
    "On one line if that is short, else a parameter a line"
    codes, tail = [code for code, _ in params if code], ')' + (f' -> {returns}' if returns else '')
    line = f'{name}({", ".join(codes)}{tail}'
    return line if len(line) <= 80 else '\n'.join([f'{name}(', *(f'    {code},' for code in codes), tail])


def section(title: str, anchor: str, code: str, doc: str = '', params: list = (), level: int = 2) -> list:  # lines
    "Heading, code, docstring, and a list of the parameters about which something is said"
    listed = [(f'`{code}`' if code else '*returns*', said) for code, said in params if said]
    return [f'{"#"*level} {title} {{ #{anchor} }}', '', '```python', code, '```', '', escaped(doc or ''), '',
            *(line for name, said in listed for line in (name, f':   {escaped(said)}', ''))]


def function(fn: ast.FunctionDef, source: str, comments: dict, cls: str = '') -> list:  # lines
    "Section of a function, or of a method of class `cls`"
    params, returns = parameters(fn, source, comments), ast.unparse(fn.returns) if fn.returns else ''
    title, anchor = (f'`{cls}.{fn.name}`', f'{cls}-{fn.name}') if cls else (f'`{fn.name}`', fn.name)
    return section(title, anchor, signature(fn.name, params, returns), ast.get_docstring(fn), params, 3 if cls else 2)


def klass(cls: ast.ClassDef, source: str, comments: dict) -> list:  # lines
    "Section of a class, by its constructor or its fields, and of its methods with something to say"
    methods = {n.name: n for n in cls.body if isinstance(n, ast.FunctionDef)}
    fields = [n for n in cls.body if isinstance(n, ast.AnnAssign)]
    if '__init__' in methods: params = parameters(methods['__init__'], source, comments)
    else: params = [(ast.unparse(n), comments.get(n.end_lineno, '')) for n in fields]
    bases = ', '.join(map(ast.unparse, cls.bases))
    code = signature(cls.name, params) if params else f'class {cls.name}({bases})'
    out = section(f'`{cls.name}`', cls.name, code, ast.get_docstring(cls), params)
    for name, fn in methods.items():
        told = ast.get_docstring(fn) or any(said for _, said in parameters(fn, source, comments))
        if not name.startswith('_') and told: out += function(fn, source, comments, cls.name)
    return out


def targets(node: ast.Assign) -> set:  # names
    "What an assignment names"
    return {n.id for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name)}


def exported(source: str) -> list:  # names
    "`__all__` of a module"
    for n in ast.parse(source).body:
        if isinstance(n, ast.Assign) and '__all__' in targets(n): return ast.literal_eval(n.value)
    return []


def module_page(path: Path, notebook: str) -> str:  # markdown
    "Everything a module exports, in the order of its source"
    source = path.read_text()
    tree, names, comments = ast.parse(source), set(exported(source)), comments_of(source)
    out = [f'# {path.stem}', '', f'> {escaped(ast.get_docstring(tree) or "")}', '',
           f'Explained and tested in [{Path(notebook).stem}](/{notebook}).', '']
    for n in tree.body:
        if isinstance(n, ast.FunctionDef) and n.name in names: out += function(n, source, comments)
        elif isinstance(n, ast.ClassDef) and n.name in names: out += klass(n, source, comments)
        elif isinstance(n, ast.Assign) and (found := sorted(targets(n) & names)):
            lines = ast.get_source_segment(source, n).split('\n')
            code = '\n'.join(lines[:12] + ['    …'][:len(lines) > 12])
            out += section(', '.join(f'`{f}`' for f in found), found[0], code)
    return '\n'.join(out)
