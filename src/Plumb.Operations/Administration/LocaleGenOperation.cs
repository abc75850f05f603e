using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Administration;

/// <summary>Makes locales of those that the system can make.</summary>
internal sealed class LocaleGenOperation : IOperation
{
    private const string Wanted = "/etc/locale.gen";
    private const string Supported = "/usr/share/i18n/SUPPORTED";
    private const string UbuntuFolder = "/var/lib/locales/supported.d";

    public OperationSpec Spec { get; } = new("locale_gen", "Creates or removes locales")
    {
        Collection = "community.general",
        Arguments =
        [
            new("name", ArgumentType.Text, "The locale, such as de_CH.UTF-8") { Required = true },
            new("state", ArgumentType.Text, "Whether the locale is to be there") { Default = "present", Choices = ["absent", "present"] },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (files, tools) = (context.Host.Files, new HostTools(context.Host));
        var (name, state) = (context.Arguments.RequiredText("name"), context.Arguments.RequiredText("state"));
        var isUbuntu = files.Exists(UbuntuFolder);
        if (!isUbuntu && !files.Exists(Wanted)) throw new OperationException("/etc/locale.gen and /var/lib/locales/supported.d/local are missing. Is the package \"locales\" installed?");
        if (!IsAvailable(files, name, isUbuntu)) throw new OperationException("The locale you've entered is not available on your system.");

        var listed = await tools.AskAsync("locale", ["-a"], cancellation);
        var isPresent = listed.Lines.Any(l => Normal(l) == Normal(name));
        var changed = isPresent != (state == "present");
        if (context.Host.IsPlanned) return new OperationResult { Changed = changed };
        if (changed) await ApplyAsync(files, tools, name, state == "present", isUbuntu, cancellation);
        return new OperationResult { Changed = changed, Message = "OK", Values = new MapBuilder { { "name", name } }.Build() };
    }

    private static bool IsAvailable(IHostFiles files, string name, bool isUbuntu) =>
        (files.ReadTextOrNull(isUbuntu ? Supported : Wanted) ?? "").Split('\n')
            .Select(l => (isUbuntu ? l : l.TrimStart('#', ' ')).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Any(w => w.Length == 2 && w[0] == name);

    private static async ValueTask ApplyAsync(IHostFiles files, HostTools tools, string name, bool isWanted, bool isUbuntu, CancellationToken cancellation)
    {
        string[] arguments = !isUbuntu ? [] : isWanted ? [name] : ["--purge"];
        if (!isUbuntu)
        {
            var line = new Regex($@"^#?\s*{Regex.Escape(name)} (?<charset>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant);
            files.WriteText(Wanted, line.Replace(files.ReadText(Wanted), (isWanted ? "" : "# ") + name.Replace("$", "$$", StringComparison.Ordinal) + " ${charset}"), new FilePlacement());
        }
        else if (!isWanted)
        {
            var local = UbuntuFolder + "/local";
            var kept = (files.ReadTextOrNull(local) ?? "").Split('\n').Where(l => l.Length > 0 && l.Split(' ')[0] != name).Select(l => l + "\n");
            files.WriteText(local, string.Concat(kept), new FilePlacement());
        }
        var outcome = await tools.ChangeAsync("locale-gen", arguments, cancellation);
        if (outcome.Succeeded) return;
        throw new OperationException($"[Errno {outcome.ExitCode}] locale.gen failed to execute, it returned {outcome.ExitCode}", new MapBuilder { { "exitValue", outcome.ExitCode } }.Build());
    }

    // The system writes codesets in small letters and without dashes where it lists them.
    private static string Normal(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? name : name[..dot] + name[dot..].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
    }
}
