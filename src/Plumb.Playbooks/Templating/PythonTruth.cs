namespace Plumb.Playbooks.Templating;

/// <summary>The words that stand for true and false in configuration.</summary>
internal static class PythonTruth
{
    public static bool? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "yes" or "on" or "1" or "true" or "t" or "y" or "1.0" => true,
        "no" or "off" or "0" or "false" or "f" or "n" or "0.0" => false,
        _ => null,
    };
}
