using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Vault;
using Plumb.Playbooks.Yaml;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Variables of <c>-e</c>: <c>key=value</c>, YAML or JSON, or a file of them. Later ones win.</summary>
internal static class ExtraVariables
{
    public static PyDict Read(IEnumerable<string> options, VaultSecrets vault, string folder, DiagnosticBag diagnostics)
    {
        var variables = new PyDict();
        foreach (var option in options.Where(o => o.Length > 0))
        {
            var value = option[0] switch
            {
                '@' => FromFile(Path.GetFullPath(option[1..], folder), vault, diagnostics),
                '[' or '{' => YamlReader.ReadData(new SourceFile("<command line>", option), diagnostics) is { } node ? new VariableReader(vault, diagnostics).Read(node) : null,
                _ => InlineVariables.Read(option),
            };
            if (value is PyDict given) variables.Update(given);
            else if (!diagnostics.HasErrors) diagnostics.Add(PlaybookRules.ExtraVariables, null, $"Invalid extra vars data supplied. '{option}' could not be made into a dictionary");
        }
        return variables;
    }

    private static object? FromFile(string path, VaultSecrets vault, DiagnosticBag diagnostics)
    {
        if (Path.Exists(path)) return new DataFiles(vault).Load(path, diagnostics);
        diagnostics.Add(PlaybookRules.ExtraVariables, null,
            $"Unable to retrieve file contents\nCould not find or access '{path}' on the Ansible Controller.\nIf you are using a module and expect the file to exist on the remote, see the remote_src option");
        return null;
    }
}
