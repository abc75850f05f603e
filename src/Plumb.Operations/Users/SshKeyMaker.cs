using System.Globalization;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Users;

/// <summary>Makes a pair of keys for a user, once; a pair that is there stays unless it is forced away.</summary>
internal sealed class SshKeyMaker(HostTools tools, MapData arguments, UserAccount account, List<string> warnings)
{
    private readonly IHostFiles _files = tools.Host.Files;

    public string KeyPath { get; } = Absolute(arguments.Text("ssh_key_file") ?? $".ssh/id_{arguments.Text("ssh_key_type")}", account.Home);

    private string PublicPath => KeyPath + ".pub";

    /// <summary>Makes the keys where they are missing; whether it did, or would.</summary>
    public async ValueTask<bool> EnsureAsync(CancellationToken cancellation)
    {
        if (!arguments.Text("ssh_key_file").AsSpan().StartsWith("/") && !_files.Exists(account.Home) && !tools.Host.IsPlanned)
        {
            throw Failure($"User {account.Name} home directory does not exist");
        }
        if (Keeps(KeyPath, "private") || Keeps(PublicPath, "public")) return false;
        if (tools.Host.IsPlanned) return true;

        MakeFolder(KeyPath[..KeyPath.LastIndexOf('/')]);
        if (_files.Exists(KeyPath)) _files.Remove(KeyPath);
        if (_files.Exists(PublicPath)) _files.Remove(PublicPath);
        var outcome = await GenerateAsync(cancellation);
        if (!outcome.Succeeded) throw Failure(outcome.Error, outcome.ExitCode);
        _files.SetOwner(KeyPath, account.UserId, account.GroupId, follow: false);
        _files.SetOwner(PublicPath, account.UserId, account.GroupId, follow: false);
        return true;
    }

    public async ValueTask DescribeAsync(MapBuilder values, CancellationToken cancellation)
    {
        var fingerprint = $"SSH Key file {KeyPath} does not exist";
        if (_files.Exists(KeyPath))
        {
            var outcome = await tools.AskAsync("ssh-keygen", ["-l", "-f", KeyPath], cancellation);
            fingerprint = (outcome.Succeeded ? outcome.Output : outcome.Error).Trim();
        }
        values.Add("ssh_fingerprint", fingerprint);
        values.Add("ssh_key_file", KeyPath);
        values.Add("ssh_public_key", _files.ReadTextOrNull(PublicPath)?.Trim());
    }

    private bool Keeps(string path, string kind)
    {
        if (!_files.Exists(path)) return false;
        var force = arguments.Flag("force");
        warnings.Add(force
            ? $"Overwriting existing ssh key {kind} file \"{path}\""
            : $"Found existing ssh key {kind} file \"{path}\", no force, so skipping ssh-keygen generation");
        return !force;
    }

    private void MakeFolder(string folder)
    {
        if (_files.Exists(folder)) return;
        try
        {
            _files.CreateDirectory(folder, 0x1C0);
            _files.SetOwner(folder, account.UserId, account.GroupId, follow: false);
        }
        catch (HostException e)
        {
            throw Failure($"Failed to create {folder}: {e.Message}");
        }
    }

    private async ValueTask<ToolOutcome> GenerateAsync(CancellationToken cancellation)
    {
        var comment = arguments.Text("ssh_key_comment") ?? $"ansible-generated on {HostName()}";
        var bits = arguments.Integer("ssh_key_bits") ?? 0;
        List<string> options = ["-q", "-t", arguments.RequiredText("ssh_key_type")];
        if (bits > 0) options.AddRange("-b", bits.ToString(CultureInfo.InvariantCulture));
        options.AddRange("-C", comment, "-f", KeyPath);
        if (arguments.Text("ssh_key_passphrase") is { } passphrase) return await WithPassphraseAsync(options, passphrase, cancellation);
        return await tools.ChangeAsync("ssh-keygen", [.. options, "-N", ""], cancellation);
    }

    // On the command line every user of the host could read it; the program that ssh-keygen asks gets it where only this user can.
    private async ValueTask<ToolOutcome> WithPassphraseAsync(IReadOnlyList<string> options, string passphrase, CancellationToken cancellation)
    {
        const string Variable = "PLUMB_KEY_PASSPHRASE";
        var program = $"{KeyPath}.ask-{Guid.NewGuid():N}";
        _files.WriteText(program, $"#!/bin/sh\nprintf '%s\\n' \"${Variable}\"\n", new FilePlacement(0x1C0));
        try
        {
            return await tools.RunAsync(
                new ProcessRequest(tools.Require("ssh-keygen"), options)
                {
                    Environment = [new("SSH_ASKPASS", program), new("SSH_ASKPASS_REQUIRE", "force"), new("DISPLAY", ":0"), new(Variable, passphrase)],
                },
                cancellation);
        }
        finally
        {
            _files.Remove(program);
        }
    }

    private string HostName() => (_files.ReadTextOrNull("/proc/sys/kernel/hostname") ?? _files.ReadTextOrNull("/etc/hostname") ?? "localhost").Trim();

    private OperationException Failure(string message, int exitCode = 1) =>
        new(message, new MapBuilder { { "name", account.Name }, { "rc", exitCode } }.Build());

    private static string Absolute(string path, string home) => path.StartsWith('/') ? path : $"{home.TrimEnd('/')}/{path}";
}
