namespace Plumb.Jinja.Calls;

/// <summary>
/// Binds the arguments of a call to named parameters as Python does, with Python's words where they do not fit.
/// <paramref name="implied"/> parameters stand before those listed (the value that is filtered, a context) and only count in the words.
/// </summary>
public sealed class Signature(string function, int implied, params Parameter[] parameters)
{
    private readonly int required = parameters.Count(p => p.IsRequired);

    public string Function => function;

    /// <summary>One value for each parameter, in their order.</summary>
    public object?[] Bind(CallArguments arguments)
    {
        var given = arguments.Positional.Count;
        if (given > parameters.Length) throw TooMany(given, arguments.Named.Count);
        var values = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++) values[i] = i < given ? arguments.Positional[i] : parameters[i].Default;
        if (arguments.Named.Count == 0)
        {
            if (given < required) throw Missing([.. parameters[given..required].Select(p => p.Name)]);
            return values;
        }
        BindNamed(arguments, values);
        return values;
    }

    private void BindNamed(CallArguments arguments, object?[] values)
    {
        var given = arguments.Positional.Count;
        var named = new bool[parameters.Length];
        foreach (var (name, value) in arguments.Named)
        {
            var index = Array.FindIndex(parameters, p => p.Name == name);
            if (index < 0) throw JinjaException.Type($"{function}() got an unexpected keyword argument '{name}'");
            if (index < given || named[index]) throw JinjaException.Type($"{function}() got multiple values for argument '{name}'");
            (named[index], values[index]) = (true, value);
        }
        string[] missing = [.. parameters.Where((p, i) => p.IsRequired && i >= given && !named[i]).Select(p => p.Name)];
        if (missing.Length > 0) throw Missing(missing);
    }

    private JinjaException TooMany(int given, int named)
    {
        var most = implied + parameters.Length;
        var range = required < parameters.Length ? $"from {implied + required} to {most}" : $"{most}";
        var count = implied + given;
        _ = named;
        return JinjaException.Type($"{function}() takes {range} positional argument{(most == 1 ? "" : "s")} but {count} {(count == 1 ? "was" : "were")} given");
    }

    private JinjaException Missing(string[] names) =>
        JinjaException.Type($"{function}() missing {names.Length} required positional argument{(names.Length == 1 ? "" : "s")}: {List(names)}");

    private static string List(string[] names)
    {
        string[] quoted = [.. names.Select(n => $"'{n}'")];
        return quoted.Length switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} and {quoted[1]}",
            _ => $"{string.Join(", ", quoted[..^1])}, and {quoted[^1]}",
        };
    }
}
