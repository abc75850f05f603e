using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Results as YAML: blocks for texts of several lines, and without what is told twice.</summary>
internal static class ResultYaml
{
    public static string Write(PyDict values, bool isLossy, int indent)
    {
        var shown = values.Copy();
        if (isLossy)
        {
            foreach (var name in new[] { "stdout", "stderr" })
            {
                if (shown.ContainsKey(name) && shown.ContainsKey(name + "_lines")) shown[name + "_lines"] = "<omitted>";
            }
        }
        var writer = new YamlBlocks(isLossy);
        writer.Append(shown, 0);
        var margin = new string(' ', indent);
        return "\n" + string.Join('\n', writer.Text.TrimEnd('\n').Split('\n').Select(line => line.Trim().Length == 0 ? line : margin + line)) + "\n";
    }
}
