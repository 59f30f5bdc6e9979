"""Class diagrams as SVG, drawn by ourselves: one of each module, one of each class and its neighbours.

Neither Graphviz nor a browser is needed in a build. The same model gives the same bytes; the page inlines
the file as it is: there is no script and no style in it, and the colours are the page's own.
"""
