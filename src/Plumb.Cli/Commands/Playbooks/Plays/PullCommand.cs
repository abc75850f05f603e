using System.Globalization;
using System.Security.Cryptography;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>
/// <c>ansible-pull</c>: checks a repository out on this machine and runs a playbook of it here. Both are done by the commands that do so
/// by themselves.
/// </summary>
internal static class PullCommand
{
    private const int WrongOptions = 5;
    private const string Fallback = "local.yml";

    public static GnuCommand Command { get; } = new("pull", "Check out a repository and run a playbook of it on this machine.")
    {
        Options = PullOptions.All,
        Operands = "[playbook.yml ...]",
        MaxOperands = int.MaxValue,
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(Terminal terminal, GnuArguments arguments, CancellationToken cancellation)
    {
        if (arguments.Value(PullOptions.Url) is not { Length: > 0 } url) return await RefuseAsync(terminal, "URL for repository not specified, use -h for help").ConfigureAwait(false);
        var folder = Path.GetFullPath(FolderOf(terminal, arguments), terminal.WorkingDirectory);
        await AnnounceAsync(terminal, url, folder).ConfigureAwait(false);
        if (arguments.Number(PullOptions.Sleep) is > 0 and var seconds)
            await Task.Delay(TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(seconds + 1)), TimeProvider.System, cancellation).ConfigureAwait(false);

        // Step 1: the repository.
        var (code, hasChanged) = await CheckOutAsync(terminal, arguments, url, folder, cancellation).ConfigureAwait(false);
        if (code != 0)
        {
            if (!arguments.Has(PullOptions.Force)) return code;
            await terminal.Error.WriteLineAsync("[WARNING]: Unable to update repository. Continuing with (forced) run of playbook.").ConfigureAwait(false);
        }
        else if (arguments.Has(PullOptions.OnlyIfChanged) && !hasChanged)
        {
            await terminal.Out.WriteLineAsync("Repository has not changed, quitting.").ConfigureAwait(false);
            return 0;
        }

        // Step 2: the playbook.
        if (PlaybooksIn(folder, arguments) is not { Count: > 0 } playbooks) return await RefuseAsync(terminal, "Could not find a playbook to run.").ConfigureAwait(false);
        var inside = terminal with { Program = new ProgramIdentity("ansible-playbook", "ansible-playbook"), WorkingDirectory = folder };
        code = await PlayCommand.RunAsync(inside, PlayArguments(arguments, playbooks), cancellation).ConfigureAwait(false);
        if (arguments.Has(PullOptions.Purge)) System.IO.Directory.Delete(folder, recursive: true);
        return code;
    }

    private static async Task<int> RefuseAsync(Terminal terminal, string fault)
    {
        await terminal.Error.WriteLineAsync($"ERROR! {fault}").ConfigureAwait(false);
        return WrongOptions;
    }

    private static async Task AnnounceAsync(Terminal terminal, string url, string folder)
    {
        var now = TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        await terminal.Out.WriteLineAsync($"Starting Ansible Pull at {now}\n{terminal.Program.Command} -d {folder} -U {url}").ConfigureAwait(false);
    }

    private static async Task<(int Code, bool HasChanged)> CheckOutAsync(Terminal terminal, GnuArguments arguments, string url, string folder, CancellationToken cancellation)
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);
        List<(GnuOption, string?)> given =
        [
            .. InventoryOf(terminal, arguments), (PlayOptions.ConnectionName, "local"), (PlayOptions.ModuleName, arguments.Value(PullOptions.ModuleName) ?? "git"), (PlayOptions.Args, CheckoutArguments(arguments, url, folder)),
            .. arguments.Given.Where(g => g.Option == PlayOptions.ExtraVars || g.Option == PlayOptions.Verbose || g.Option == PlayOptions.PrivateKey || g.Option == PlayOptions.VaultId || g.Option == PlayOptions.VaultPasswordFile || g.Option == PlayOptions.AskVaultPass),
        ];
        var apart = terminal with { Program = new ProgramIdentity("ansible", "ansible"), Out = said, UseColor = false };
        var code = await AdHocCommand.RunAsync(apart, new GnuArguments(given, ["localhost"]), cancellation).ConfigureAwait(false);
        await terminal.Out.WriteAsync(said.ToString()).ConfigureAwait(false);
        return (code, said.ToString().Contains("\"changed\": true", StringComparison.Ordinal));
    }

    private static string CheckoutArguments(GnuArguments arguments, string url, string folder)
    {
        var isGit = (arguments.Value(PullOptions.ModuleName) ?? "git") == "git";
        List<string> words = [isGit ? $"name={Quoted(url)}" : $"repo={Quoted(url)}", $"dest={Quoted(folder)}"];
        if (arguments.Value(PullOptions.Checkout) is { } version) words.Add(isGit ? $"version={Quoted(version)}" : $"revision={Quoted(version)}");
        if (arguments.Has(PullOptions.Clean)) words.Add("force=yes");
        if (!isGit) return string.Join(' ', words);
        if (arguments.Has(PullOptions.AcceptHostKey)) words.Add("accept_hostkey=yes");
        if (arguments.Value(PlayOptions.PrivateKey) is { } key) words.Add($"key_file={Quoted(key)}");
        if (arguments.Has(PullOptions.VerifyCommit)) words.Add("verify_commit=yes");
        if (arguments.Has(PullOptions.TrackSubmodules)) words.Add("track_submodules=yes");
        if (!arguments.Has(PullOptions.Full)) words.Add("depth=1");
        return string.Join(' ', words);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>Those that are named; else the one named after this machine, or the one for any.</summary>
    private static List<string> PlaybooksIn(string folder, GnuArguments arguments)
    {
        if (arguments.Operands.Count > 0)
        {
            var named = arguments.Operands.Select(p => Path.Combine(folder, p)).ToList();
            return named.TrueForAll(File.Exists) ? named : [];
        }
        var host = Environment.MachineName;
        return new[] { $"{host}.yml", $"{host.Split('.')[0]}.yml", Fallback }.Select(n => Path.Combine(folder, n)).Where(File.Exists).Take(1).ToList();
    }

    private static GnuArguments PlayArguments(GnuArguments arguments, IReadOnlyList<string> playbooks)
    {
        // What is checked out may have a configuration of its own, with an inventory.
        List<(GnuOption, string?)> given = [.. arguments.Given.Where(g => g.Option == PlayOptions.Inventory || PullOptions.HandedOn.Contains(g.Option))];
        given.Add((PlayOptions.Limit, arguments.Value(PlayOptions.Limit) ?? $"localhost,{Environment.MachineName},{Environment.MachineName.Split('.')[0]},127.0.0.1"));
        // It is this machine that is worked on, whatever the inventory says of how others reach it.
        if (!arguments.Has(PlayOptions.ConnectionName)) given.Add((PlayOptions.ConnectionName, "local"));
        if (arguments.Has(PullOptions.Check)) given.Add((PlayOptions.Check, null));
        if (arguments.Has(PullOptions.Diff)) given.Add((PlayOptions.Diff, null));
        return new GnuArguments(given, playbooks);
    }

    /// <summary>The inventory that is given or configured, or this machine alone.</summary>
    private static IEnumerable<(GnuOption, string?)> InventoryOf(Terminal terminal, GnuArguments arguments)
    {
        if (arguments.Has(PlayOptions.Inventory)) return arguments.Given.Where(g => g.Option == PlayOptions.Inventory);
        if (!string.IsNullOrEmpty(terminal.Environment("ANSIBLE_INVENTORY"))) return [];
        return [(PlayOptions.Inventory, "localhost,"), (PlayOptions.ExtraVars, "ansible_connection=local")];
    }

    private static string FolderOf(Terminal terminal, GnuArguments arguments) =>
        arguments.Value(PullOptions.Directory) ?? Path.Combine(terminal.Environment("HOME") ?? "/root", ".ansible", "pull", Environment.MachineName);
}
