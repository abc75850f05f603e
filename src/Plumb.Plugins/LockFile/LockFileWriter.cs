using System.Text;
using Plumb.Core.Diagnostics;
using Plumb.Hcl.Formatting;

namespace Plumb.Plugins.LockFile;

/// <summary>Writes a dependency lock file, byte for byte as Terraform does, so that both can share one.</summary>
public static class LockFileWriter
{
    private const string Heading = "# This file is maintained automatically by \"terraform init\".\n# Manual edits may be lost in future updates.\n";

    public static string ToText(DependencyLocks locks)
    {
        var text = new StringBuilder(Heading);
        foreach (var entry in locks.Providers.Values)
        {
            text.Append($"\nprovider {Quote(entry.Address.ToString())} {{\n");
            if (entry.Constraints.Length > 0) text.Append($"  version     = {Quote(entry.Version.ToString())}\n  constraints = {Quote(entry.Constraints)}\n");
            else text.Append($"  version = {Quote(entry.Version.ToString())}\n");
            if (entry.Hashes.Count > 0)
            {
                text.Append("  hashes = [\n");
                foreach (var hash in entry.Hashes) text.Append($"    {Quote(hash)},\n");
                text.Append("  ]\n");
            }
            text.Append("}\n");
        }
        return text.ToString();
    }

    /// <summary>Replaces the file as a whole: whoever reads it meanwhile sees the old one or the new one.</summary>
    public static void Write(string path, DependencyLocks locks, DiagnosticBag diagnostics)
    {
        var beside = path + ".new";
        try
        {
            File.WriteAllText(beside, ToText(locks));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(LockFileRules.NotWritten, null, $"The dependency lock file {path} cannot be written: {e.Message}");
        }
    }

    private static string Quote(string text) => $"\"{StringEscapes.Escape(text)}\"";
}
