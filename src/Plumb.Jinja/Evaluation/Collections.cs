using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

internal sealed class TupleLiteral(Evaluator[] items) : Evaluator
{
    public override bool IsConstant { get; } = items.All(i => i.IsConstant);

    public override object? Evaluate(Frame frame) => new PyTuple(Array.ConvertAll(items, i => i.Evaluate(frame)));
}

internal sealed class ListLiteral(Evaluator[] items) : Evaluator
{
    public override bool IsConstant { get; } = items.All(i => i.IsConstant);

    public override object? Evaluate(Frame frame)
    {
        var list = new List<object?>(items.Length);
        foreach (var item in items) list.Add(item.Evaluate(frame));
        return new PyList(list);
    }
}

internal sealed class DictLiteral(KeyValuePair<Evaluator, Evaluator>[] pairs) : Evaluator
{
    public override bool IsConstant { get; } = pairs.All(p => p.Key.IsConstant && p.Value.IsConstant);

    public override object? Evaluate(Frame frame)
    {
        var dict = new PyDict(pairs.Length);
        foreach (var (key, value) in pairs) dict[key.Evaluate(frame)] = value.Evaluate(frame);
        return dict;
    }
}
