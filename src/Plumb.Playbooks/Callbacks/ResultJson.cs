using System.Globalization;
using System.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Results as JSON the way the peer's output has them: keys in order, other alphabets unescaped, over one line or indented.</summary>
internal static class ResultJson
{
    public static string Write(object? value, int? indent = null, bool sort = true, bool asciiOnly = false)
    {
        var writer = new Writer(indent, sort, asciiOnly);
        writer.Append(value, 0);
        return writer.Text;
    }

    private sealed class Writer(int? indent, bool sort, bool asciiOnly)
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString();

        public void Append(object? value, int depth)
        {
            switch (value)
            {
                case null: _text.Append("null"); break;
                case bool boolean: _text.Append(boolean ? "true" : "false"); break;
                case string text: AppendText(text); break;
                case Variables.TemplateText template: AppendText(template.Source); break;
                case double number: _text.Append(double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? (number > 0 ? "Infinity" : "-Infinity") : PyText.Str(number)); break;
                case IFormattable number when value is long or int or System.Numerics.BigInteger: _text.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
                case IPyMapping mapping: AppendMapping(mapping, depth); break;
                case IPySequence sequence: AppendItems(sequence, sequence.Count, depth); break;
                case PySet set: AppendItems(set, set.Count, depth); break;
                default: AppendText(PyText.Str(value)); break;
            }
        }

        private void AppendMapping(IPyMapping mapping, int depth)
        {
            if (mapping.Count == 0)
            {
                _text.Append("{}");
                return;
            }
            var entries = mapping.Keys.Select(key => (Name: KeyText(key), Value: mapping.TryGet(key, out var value) ? value : null));
            if (sort) entries = entries.OrderBy(e => e.Name, StringComparer.Ordinal);
            _text.Append('{');
            var isFirst = true;
            foreach (var (name, value) in entries)
            {
                Separate(ref isFirst, depth + 1);
                AppendText(name);
                _text.Append(": ");
                Append(value, depth + 1);
            }
            BreakLine(depth);
            _text.Append('}');
        }

        private void AppendItems(IEnumerable<object?> items, int count, int depth)
        {
            if (count == 0)
            {
                _text.Append("[]");
                return;
            }
            _text.Append('[');
            var isFirst = true;
            foreach (var item in items)
            {
                Separate(ref isFirst, depth + 1);
                Append(item, depth + 1);
            }
            BreakLine(depth);
            _text.Append(']');
        }

        private void Separate(ref bool isFirst, int depth)
        {
            if (!isFirst) _text.Append(indent is null ? ", " : ",");
            isFirst = false;
            BreakLine(depth);
        }

        private void BreakLine(int depth)
        {
            if (indent is { } width) _text.Append('\n').Append(' ', width * depth);
        }

        private static string KeyText(object? key) => key switch { null => "null", true => "true", false => "false", string text => text, _ => PyText.Str(key) };

        private void AppendText(string text)
        {
            _text.Append('"');
            foreach (var c in text)
            {
                _ = c switch
                {
                    '"' => _text.Append("\\\""),
                    '\\' => _text.Append("\\\\"),
                    '\n' => _text.Append("\\n"),
                    '\r' => _text.Append("\\r"),
                    '\t' => _text.Append("\\t"),
                    '\b' => _text.Append("\\b"),
                    '\f' => _text.Append("\\f"),
                    < ' ' => Escape(c),
                    > '~' when asciiOnly => Escape(c),
                    _ => _text.Append(c),
                };
            }
            _text.Append('"');
        }

        private StringBuilder Escape(char c) => _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
    }
}
