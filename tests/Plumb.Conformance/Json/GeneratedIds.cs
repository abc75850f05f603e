using System.Text.RegularExpressions;

namespace Plumb.Conformance.Json;

/// <summary>
/// The generated ids of a recording and of a run, side by side. They differ, but where the recording has the same id
/// twice the run has to have the same id twice.
/// </summary>
internal sealed partial class GeneratedIds
{
    private readonly Dictionary<string, string> _actualOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _expectedOf = new(StringComparer.Ordinal);

    /// <summary>A text with each id replaced by the same word.</summary>
    public static string Mask(string text) => Id().Replace(text, "<id>");

    /// <summary>Whether two texts are the same but for ids that correspond.</summary>
    public bool Match(string expected, string actual)
    {
        if (Mask(expected) != Mask(actual)) return false;
        return Id().Matches(expected).Zip(Id().Matches(actual)).All(pair => Correspond(pair.First.Value, pair.Second.Value));
    }

    private bool Correspond(string expected, string actual)
    {
        _actualOf.TryAdd(expected, actual);
        _expectedOf.TryAdd(actual, expected);
        return _actualOf[expected] == actual && _expectedOf[actual] == expected;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
