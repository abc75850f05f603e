using Plumb.Jinja.Calls;
using Plumb.Jinja.Rendering;
using Plumb.Jinja.Values;

namespace Plumb.Jinja.Evaluation;

/// <summary>The arguments of a call as written; evaluated anew for each call.</summary>
internal sealed class ArgumentList(Evaluator[] positional, KeyValuePair<string, Evaluator>[] named, Evaluator? spread, Evaluator? spreadNamed)
{
    public bool IsConstant => spread is null && spreadNamed is null && positional.All(p => p.IsConstant) && named.All(n => n.Value.IsConstant);

    private readonly CallArguments? constant = ConstantOf(positional, named, spread, spreadNamed);

    private static CallArguments? ConstantOf(Evaluator[] positional, KeyValuePair<string, Evaluator>[] named, Evaluator? spread, Evaluator? spreadNamed)
    {
        if (spread is not null || spreadNamed is not null || !Array.TrueForAll(positional, p => p is Constant) || !Array.TrueForAll(named, n => n.Value is Constant)) return null;
        if (positional.Length + named.Length == 0) return CallArguments.None;
        return new CallArguments(Array.ConvertAll(positional, ValueOf), Array.ConvertAll(named, n => KeyValuePair.Create(n.Key, ValueOf(n.Value))));
    }

    private static object? ValueOf(Evaluator evaluator) => evaluator is Constant constant ? constant.Value : null;

    /// <summary>The values of parameters, where all arguments are constants that fit; else null, and every call binds its own.</summary>
    public object?[]? Bind(Signature? parameters)
    {
        if (parameters is null || constant is null) return null;
        try
        {
            return parameters.Bind(constant);
        }
        catch (JinjaException)
        {
            return null;
        }
    }

    public CallArguments Evaluate(Frame frame, object? caller = null)
    {
        if (constant is not null && caller is null) return constant;
        if (spread is not null || spreadNamed is not null) return EvaluateSpread(frame, caller);
        if (named.Length == 0 && caller is null) return positional.Length == 0 ? CallArguments.None : new CallArguments(EvaluatePositional(frame), []);
        var values = EvaluatePositional(frame);
        var pairs = new List<KeyValuePair<string, object?>>(named.Length + 1);
        foreach (var (name, value) in named) pairs.Add(new(name, value.Evaluate(frame)));
        if (caller is not null) pairs.Add(new("caller", caller));
        return new CallArguments(values, pairs);
    }

    private object?[] EvaluatePositional(Frame frame)
    {
        var values = new object?[positional.Length];
        for (var i = 0; i < values.Length; i++) values[i] = positional[i].Evaluate(frame);
        return values;
    }

    private CallArguments EvaluateSpread(Frame frame, object? caller)
    {
        var values = new List<object?>(EvaluatePositional(frame));
        if (spread is not null)
        {
            var further = spread.Evaluate(frame);
            values.AddRange(PyValues.IterateOrNone(further)
                ?? throw JinjaException.Type($"jinja2.runtime.Context.call() argument after * must be an iterable, not {PyTypes.NameOf(further)}"));
        }
        var pairs = new List<KeyValuePair<string, object?>>();
        foreach (var (name, value) in named) pairs.Add(new(name, value.Evaluate(frame)));
        if (caller is not null) pairs.Add(new("caller", caller));
        if (spreadNamed is not null) AddNamed(pairs, spreadNamed.Evaluate(frame));
        return new CallArguments(values, pairs);
    }

    private static void AddNamed(List<KeyValuePair<string, object?>> pairs, object? further)
    {
        if (further is Undefined { IsStrict: true } undefined) throw undefined.Fault();
        if (further is not IPyMapping mapping) throw JinjaException.Type($"jinja2.runtime.Context.call() argument after ** must be a mapping, not {PyTypes.NameOf(further)}");
        foreach (var (key, value) in PyMappings.Entries(mapping))
        {
            if (key is not (string or Markup)) throw JinjaException.Type("keywords must be strings");
            var name = PyText.Str(key);
            if (pairs.Exists(p => p.Key == name)) throw JinjaException.Type($"jinja2.runtime.Context.call() got multiple values for keyword argument '{name}'");
            pairs.Add(new(name, value));
        }
    }
}
