using System.Text;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;

namespace Plumb.Cli.Arguments.Gnu;

/// <summary>The answer to <c>--version</c>, in the form that programs look through.</summary>
internal static class PeerVersionText
{
    /// <summary>The version of ansible-core whose behaviour this program has.</summary>
    private const string CoreVersion = "2.17.0";

    public static string Of(string program, Terminal terminal)
    {
        var settings = AnsibleSettings.Load(new RunEnvironment(terminal.Environment, terminal.WorkingDirectory), new DiagnosticBag());
        return new StringBuilder()
            .Append($"{program} [core {CoreVersion}]\n")
            .Append($"  config file = {settings.ConfigFile ?? "None"}\n")
            .Append($"  ansible collection location = {string.Join(':', settings.CollectionsPaths)}\n")
            .Append($"  executable location = {terminal.OwnProgram ?? program}\n")
            .ToString();
    }
}
