"Everything setuptools needs stands in settings.ini, which nbdev reads too."
from configparser import ConfigParser
from pathlib import Path
from setuptools import find_packages, setup

parser = ConfigParser(delimiters=['='])
parser.read('settings.ini', encoding='utf-8')
cfg = parser['DEFAULT']

setup(
    name=cfg['lib_name'],
    version=cfg['version'],
    description=cfg['description'],
    long_description=Path('README.md').read_text(encoding='utf-8'),
    long_description_content_type='text/markdown',
    keywords=cfg['keywords'],
    author=cfg['author'],
    author_email=cfg['author_email'],
    license='Apache-2.0',
    url=cfg['git_url'],
    python_requires='>=' + cfg['min_python'],
    packages=find_packages(include=[cfg['lib_path'] + '*']),
    install_requires=cfg['requirements'].split(),
    extras_require={k[:-13]: cfg[k].split() for k in cfg if k.endswith('_requirements')},
    entry_points=dict(nbdev=[f"{cfg['lib_name']}={cfg['lib_path']}._modidx:d"]),
)
