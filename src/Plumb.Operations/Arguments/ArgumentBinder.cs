using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Arguments;

/// <summary>
/// Checks and converts the arguments of a task by the operation's specification: aliases, types, defaults, choices, and the rules
/// between them, in the peer's order and with its messages. The first fault counts.
/// </summary>
public sealed class ArgumentBinder
{
    private readonly IHost _host;
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly List<string> _unsupported = [];
    private (IReadOnlyList<ArgumentSpec> Specs, string Last)? _supported;

    private ArgumentBinder(IHost host) => _host = host;

    /// <summary>Binds arguments. The host gives the environment and home folders for paths.</summary>
    /// <param name="spec">What the operation takes.</param>
    /// <param name="arguments">What the task gives.</param>
    /// <param name="host">The host on which the operation runs.</param>
    /// <param name="calledName">The name by which the task called the operation, for messages.</param>
    public static BoundArguments Bind(OperationSpec spec, MapData arguments, IHost host, string? calledName = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(arguments);
        var binder = new ArgumentBinder(host);
        var rules = new ArgumentRules
        {
            MutuallyExclusive = spec.MutuallyExclusive,
            RequiredTogether = spec.RequiredTogether,
            RequiredOneOf = spec.RequiredOneOf,
            RequiredIf = spec.RequiredIf,
            RequiredBy = spec.RequiredBy,
        };
        var values = binder.BindLevel(spec.AllArguments, rules, arguments, []);
        var unsupported = binder.Unsupported();
        var first = binder._errors.Count > 0 ? binder._errors[0] : unsupported is null ? null : $"Unsupported parameters for ({calledName ?? spec.Name}) module: {unsupported}";
        return new BoundArguments(values, first) { Errors = unsupported is null ? binder._errors : [.. binder._errors, unsupported], Warnings = binder._warnings, Secrets = binder._secrets };
    }

    private string? Unsupported()
    {
        if (_supported is not { } supported) return null;
        var names = supported.Specs.Select(s => s.Name).Order(StringComparer.Ordinal);
        var aliases = supported.Specs.SelectMany(s => s.Aliases).Order(StringComparer.Ordinal).ToArray();
        var list = string.Join(", ", names) + (aliases.Length > 0 ? $" ({string.Join(", ", aliases)})" : "");
        return $"{string.Join(", ", _unsupported.Order(StringComparer.Ordinal))}. Supported parameters include: {list}.";
    }

    private MapData BindLevel(IReadOnlyList<ArgumentSpec> specs, ArgumentRules rules, MapData given, IReadOnlyList<string> context)
    {
        var values = new MapBuilder(given, specs.Count);
        foreach (var spec in specs)
        {
            if (spec.Variable is { } variable && !values.Contains(spec.Name) && _host.Environment.TryGetValue(variable, out var fallback)) values[spec.Name] = fallback;
        }
        TakeAliases(specs, values, context);
        NoteSecrets(specs, values);
        NoteUnsupported(specs, values, context);
        Add(ArgumentChecks.MutuallyExclusive(rules, values), context);
        foreach (var spec in specs)
        {
            if (spec.Default is not (null or NullData) && !values.Contains(spec.Name)) values[spec.Name] = spec.Default;
        }
        Add(ArgumentChecks.Required(specs, values), context);
        foreach (var spec in specs) ConvertOne(spec, values, context);
        foreach (var spec in specs) CheckChoices(spec, values, context);
        foreach (var message in ArgumentChecks.Further(rules, values)) Add(message, context);
        foreach (var spec in specs)
        {
            if (!values.Contains(spec.Name)) values[spec.Name] = DataValue.Null;
        }
        foreach (var spec in specs.Where(s => s.Options.Count > 0)) BindInner(spec, values, context);
        return values.Build();
    }

    private void Add(string? message, IReadOnlyList<string> context)
    {
        if (message is null) return;
        _errors.Add(context.Count == 0 ? message : $"{message} found in {string.Join(" -> ", context)}");
    }

    // An alias stays among the values beside its name: what was given is seen in the invocation.
    private void TakeAliases(IReadOnlyList<ArgumentSpec> specs, MapBuilder values, IReadOnlyList<string> context)
    {
        var prefix = string.Concat(context.Select(c => c + "."));
        foreach (var spec in specs)
        {
            foreach (var alias in spec.Aliases)
            {
                if (values[alias] is not { } value) continue;
                if (values.Contains(spec.Name)) _warnings.Add($"Both option {prefix}{spec.Name} and its alias {prefix}{alias} are set.");
                values[spec.Name] = value;
            }
        }
    }

    private void NoteSecrets(IReadOnlyList<ArgumentSpec> specs, MapBuilder values)
    {
        foreach (var spec in specs.Where(s => s is { NoLog: true, IsContent: false }))
        {
            if (values[spec.Name] is { } value) NoteSecret(value);
        }
    }

    private void NoteSecret(DataValue value)
    {
        switch (value)
        {
            case NullData or BooleanData: break;
            case ListData list:
                foreach (var item in list.Items) NoteSecret(item);
                break;
            case MapData map:
                foreach (var (_, item) in map.Entries) NoteSecret(item);
                break;
            default:
                if (PythonText.Str(value) is { Length: > 0 } text) _secrets.Add(text);
                break;
        }
    }

    private void NoteUnsupported(IReadOnlyList<ArgumentSpec> specs, MapBuilder values, IReadOnlyList<string> context)
    {
        foreach (var (key, _) in values)
        {
            if (specs.Any(s => s.Name == key || s.Aliases.Contains(key))) continue;
            var name = string.Join(".", [.. context, key]);
            _unsupported.Add(name);
            _supported = (specs, name);
        }
    }

    private void ConvertOne(ArgumentSpec spec, MapBuilder values, IReadOnlyList<string> context)
    {
        if (values[spec.Name] is not { } value || value is NullData) return;
        var converted = ArgumentConversion.Convert(value, spec.Type, _host, out var error);
        var place = context.Count == 0 ? "" : $" found in '{string.Join(" -> ", context)}'.";
        if (error is not null)
        {
            _errors.Add($"argument '{spec.Name}' is of type {PythonText.TypeName(value)}{place} and we were unable to convert to {ArgumentConversion.TypeName(spec.Type)}: {error}");
            return;
        }
        values[spec.Name] = spec.Elements is { } type && converted is ListData list ? ConvertElements(spec.Name, type, list, context) : converted;
    }

    private ListData ConvertElements(string name, ArgumentType type, ListData list, IReadOnlyList<string> context)
    {
        var items = new List<DataValue>();
        var place = context.Count == 0 ? "" : $" found in '{string.Join(" -> ", context)}'";
        foreach (var item in list.Items)
        {
            var converted = ArgumentConversion.Convert(item, type, _host, out var error);
            if (error is null) items.Add(converted);
            else _errors.Add($"Elements value for option '{name}'{place} is of type {PythonText.TypeName(item)} and we were unable to convert to {ArgumentConversion.TypeName(type)}: {error}");
        }
        return new ListData(items);
    }

    private void CheckChoices(ArgumentSpec spec, MapBuilder values, IReadOnlyList<string> context)
    {
        if (spec.Choices.Count == 0 || values[spec.Name] is not { } value) return;
        if (value is ListData list)
        {
            var strange = list.Items.Where(item => !spec.Choices.Contains(item)).Select(PythonText.Str).ToArray();
            if (strange.Length > 0) Add($"value of {spec.Name} must be one or more of: {Choices()}. Got no match for: {string.Join(", ", strange)}", context);
            return;
        }
        if (spec.Choices.Contains(value)) return;
        if (YamlTruth(spec.Choices, value) is { } restored) values[spec.Name] = restored;
        else Add($"value of {spec.Name} must be one of: {Choices()}, got: {PythonText.Str(value)}", context);

        string Choices() => string.Join(", ", spec.Choices.Select(PythonText.Str));
    }

    // YAML reads a bare `no` as false: where only one choice can have been meant, it is.
    private static DataValue? YamlTruth(IReadOnlyList<DataValue> choices, DataValue value)
    {
        if (value is not TextData { Value: "True" or "False" } text) return null;
        string[] spellings = text.Value == "True" ? ["y", "yes", "on", "1", "true", "t"] : ["n", "no", "off", "0", "false", "f"];
        var meant = choices.Where(c => c is TextData choice && spellings.Contains(choice.Value)).ToArray();
        return meant.Length == 1 ? meant[0] : null;
    }

    private void BindInner(ArgumentSpec spec, MapBuilder values, IReadOnlyList<string> context)
    {
        var value = values[spec.Name];
        if (value is null or NullData)
        {
            if (!spec.ApplyDefaults) return;
            value = MapData.Empty;
        }
        IReadOnlyList<string> inner = [.. context, spec.Name];
        values[spec.Name] = value is ListData list
            ? new ListData([.. list.Items.Select(item => BindElement(spec, item, inner))])
            : BindElement(spec, value, inner);
    }

    private DataValue BindElement(ArgumentSpec spec, DataValue element, IReadOnlyList<string> context)
    {
        if (element is MapData map) return BindLevel(spec.Options, spec.Rules, map, context);
        _errors.Add($"value of '{spec.Name}' must be of type dict or list of dicts");
        // What is said of the options of a dictionary is said of text that cannot be read as one too.
        if (element is not TextData) return element;
        ArgumentConversion.Convert(element, ArgumentType.Map, _host, out var error);
        if (error is not null) _errors.Add(error);
        return element;
    }
}
