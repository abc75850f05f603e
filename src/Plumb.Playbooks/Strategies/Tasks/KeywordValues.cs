using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>Reads rendered values of keywords, with the peer's words for what they must be.</summary>
internal static class KeywordValues
{
    private static readonly HashSet<string> Truths = ["y", "yes", "on", "1", "true", "t"];
    private static readonly HashSet<string> Falsehoods = ["n", "no", "off", "0", "false", "f"];

    /// <summary>A truth value in any of its spellings, or null where the value is none.</summary>
    public static bool? Boolean(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        long number => number switch { 0 => false, 1 => true, _ => null },
        double number => number switch { 0 => false, 1 => true, _ => null },
        BigInteger => null,
        _ => PyText.Str(value).Trim().ToLowerInvariant() switch
        {
            var text when Truths.Contains(text) => true,
            var text when Falsehoods.Contains(text) => false,
            _ => null,
        },
    };

    public static bool Boolean(TaskScope scope, KeywordValue? keyword, string name, bool otherwise)
    {
        if (keyword is null) return otherwise;
        var value = Rendered(scope, keyword, name);
        if (value is null or "") return otherwise;
        return Boolean(value) ?? throw Wrong(name, value, "bool", $"The value '{PyText.Str(value)}' is not a valid boolean.");
    }

    public static long? Integer(TaskScope scope, KeywordValue? keyword, string name)
    {
        if (keyword is null) return null;
        return Rendered(scope, keyword, name) switch
        {
            null or "" => null,
            long number => number,
            double number => (long)number,
            var value when long.TryParse(PyText.Str(value).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            var value => throw Wrong(name, value, "int", $"invalid literal for int() with base 10: {PyText.Repr(value)}"),
        };
    }

    public static double? Number(TaskScope scope, KeywordValue? keyword, string name)
    {
        if (keyword is null) return null;
        return Rendered(scope, keyword, name) switch
        {
            null or "" => null,
            long number => number,
            double number => number,
            var value when double.TryParse(PyText.Str(value).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            var value => throw Wrong(name, value, "float", $"could not convert string to float: {PyText.Repr(value)}"),
        };
    }

    public static string? Text(TaskScope scope, KeywordValue? keyword, string name) => keyword is null || Rendered(scope, keyword, name) is not { } value ? null : PyText.Str(value);

    /// <summary>A list of texts: a list, or one text with commas where that is how people write it.</summary>
    public static IReadOnlyList<string> Texts(object? value) => value switch
    {
        null or "" => [],
        PyList list => [.. list.Items.Where(i => i is not null).Select(PyText.Str)],
        _ => [PyText.Str(value)],
    };

    private static object? Rendered(TaskScope scope, KeywordValue keyword, string name)
    {
        try
        {
            var value = scope.Render(keyword.Value);
            if (!scope.IsOmitted(value)) return value;
            // What is left out is as it is outside: of the block, the role or the play.
            return scope.Task.Scope.Beyond(keyword, name) is { } outer ? Rendered(scope, outer, name) : null;
        }
        catch (Templating.TemplatingException fault) when (fault.Fault == Templating.TemplatingFault.Undefined)
        {
            throw new TaskFailure($"The field '{name}' has an invalid value, which includes an undefined variable. The error was: {fault.Message}");
        }
    }

    private static TaskFailure Wrong(string name, object? value, string type, string cause) =>
        new($"The field '{name}' has an invalid value ({PyText.Str(value)}), and could not be converted to an {type}.The error was: {cause}");
}
