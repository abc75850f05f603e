using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Running;

/// <summary>Takes the values of secret arguments out of a result, wherever they appear in it.</summary>
internal static class SecretMask
{
    private const string Whole = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";
    private const string Part = "********";

    /// <summary>The arguments without those whose content is not to be shown again.</summary>
    public static MapData Hide(OperationSpec spec, MapData arguments) => spec.Arguments.Where(a => a.IsContent && arguments[a.Name] is not (null or NullData))
        .Aggregate(arguments, (shown, argument) => shown.With(argument.Name, Whole));

    public static OperationResult Apply(OperationResult result, IReadOnlySet<string> secrets)
    {
        if (secrets.Count == 0) return result;
        return result with
        {
            Message = result.Message is { } message ? Masked(message, secrets) : null,
            Values = (MapData)Masked(result.Values, secrets),
            Warnings = [.. result.Warnings.Select(w => Masked(w, secrets))],
            Diffs = [.. result.Diffs.Select(d => d with { Before = Masked(d.Before, secrets), After = Masked(d.After, secrets) })],
        };
    }

    private static DataValue Masked(DataValue value, IReadOnlySet<string> secrets) => value switch
    {
        TextData text => Masked(text.Value, secrets),
        ListData list => new ListData([.. list.Items.Select(item => Masked(item, secrets))]),
        MapData map => new MapData([.. map.Entries.Select(e => KeyValuePair.Create(e.Key, Masked(e.Value, secrets)))]),
        IntegerData or FloatData when secrets.Any(s => PythonText.Str(value).Contains(s, StringComparison.Ordinal)) => Whole,
        _ => value,
    };

    private static string Masked(string text, IReadOnlySet<string> secrets)
    {
        if (secrets.Contains(text)) return Whole;
        foreach (var secret in secrets) text = text.Replace(secret, Part, StringComparison.Ordinal);
        return text;
    }
}
