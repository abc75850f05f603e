"""usage: render.py TEMPLATE DATA COUNT OUTPUT: renders the template COUNT times, writes what it gave, prints CPU seconds."""
import json
import sys
import time

import jinja2

template_path, data_path, count, output = sys.argv[1:]
environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
with open(template_path, encoding="utf-8") as file:
    template = environment.from_string(file.read())
with open(data_path, encoding="utf-8") as file:
    data = json.load(file)
start = time.process_time()
for _ in range(int(count)):
    text = template.render(data)
seconds = time.process_time() - start
with open(output, "w", encoding="utf-8", newline="") as file:
    file.write(text)
print(f"{seconds:.3f}")
