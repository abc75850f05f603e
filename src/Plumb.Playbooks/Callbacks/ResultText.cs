using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>A result as text behind a host's name.</summary>
internal static class ResultText
{
    /// <summary>Whether a result is shown with its values.</summary>
    public static bool IsVerbose(PyDict shown, int verbosity, int above = 0) =>
        (verbosity > above || shown.TryGet("_ansible_verbose_always", out var always) && always is true) && !ResultValues.IsSet(shown, "_ansible_verbose_override");

    public static string Write(PyDict shown, CallbackSettings settings, int verbosity, int? indent = null)
    {
        var isWide = ResultValues.IsSet(shown, "_ansible_verbose_always") || settings.Pretty == true || verbosity > 2 || (settings.Pretty is null && settings.AsYaml);
        if (indent is null && isWide) indent = 4;
        if (settings.Pretty == false) indent = null;
        var values = ResultValues.WithoutInternals(shown);
        if (verbosity < 3)
        {
            values.Remove("invocation");
            values.Remove("diff");
        }
        values.Remove("exception");
        return settings.AsYaml ? ResultYaml.Write(values, isLossy: settings.Pretty != false, indent) : ResultJson.Write(values, indent);
    }
}
