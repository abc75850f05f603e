using System.Runtime.CompilerServices;
using System.Text;

namespace Plumb.Jinja.Values;

/// <summary>Writes collections as Python shows them. A collection inside of itself shows as dots.</summary>
internal readonly struct CollectionRepr(StringBuilder output)
{
    private readonly List<object> open = [];

    public void Append(object? value)
    {
        switch (value)
        {
            case IPyObject and not (IPyMapping or IPySequence): output.Append(PyText.Repr(value)); break;
            case PyRange range:
                output.Append(range.Step == 1 ? $"range({range.Start}, {range.Stop})" : $"range({range.Start}, {range.Stop}, {range.Step})");
                break;
            case PyTuple tuple: Enclose(tuple, "(", tuple.Count == 1 ? ",)" : ")", tuple, "(...)"); break;
            case IPySequence list: Enclose(list, "[", "]", list, "[...]"); break;
            case PySet { Count: 0 }: output.Append("set()"); break;
            case PySet set: Enclose(set, "{", "}", set, "{...}"); break;
            case PyDictView view: Enclose(view, view.TypeName + "([", "])", view, "..."); break;
            case IPyMapping mapping: AppendMapping(mapping); break;
            default: output.Append(PyText.Repr(value)); break;
        }
    }

    private void Enclose(object owner, string start, string end, IEnumerable<object?> items, string again)
    {
        if (!Enter(owner, again)) return;
        output.Append(start);
        var first = true;
        foreach (var item in items)
        {
            if (!first) output.Append(", ");
            first = false;
            Append(item);
        }
        output.Append(end);
        open.RemoveAt(open.Count - 1);
    }

    private void AppendMapping(IPyMapping mapping)
    {
        if (!Enter(mapping, "{...}")) return;
        output.Append('{');
        var first = true;
        foreach (var (key, value) in PyMappings.Entries(mapping))
        {
            if (!first) output.Append(", ");
            first = false;
            Append(key);
            output.Append(": ");
            Append(value);
        }
        output.Append('}');
        open.RemoveAt(open.Count - 1);
    }

    private bool Enter(object owner, string again)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Bounds.CheckText(output.Length);
        if (open.Contains(owner, ReferenceEqualityComparer.Instance))
        {
            output.Append(again);
            return false;
        }
        open.Add(owner);
        return true;
    }
}
