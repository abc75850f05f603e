using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>Keeps the keys by which rpm trusts packages.</summary>
internal sealed partial class RpmKeyOperation : IOperation
{
    private static readonly string[] Colons = ["--no-tty", "--batch", "--with-colons", "--fixed-list-mode"];

    public OperationSpec Spec { get; } = new("rpm_key", "Adds or removes a gpg key from the rpm db")
    {
        Arguments =
        [
            new("state", ArgumentType.Text, "Whether the key is to be there.") { Default = "present", Choices = ["absent", "present"] },
            new("key", ArgumentType.Text, "The key: an address, a file on the host, or its number.") { Required = true },
            new("fingerprint", ArgumentType.Text, "The fingerprint that the key must have."),
            new("validate_certs", ArgumentType.Boolean, "Whether the certificate of the address must be trusted.") { Default = true },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (key, tools) = (context.Arguments.RequiredText("key"), new HostTools(context.Host));
        tools.Require("rpm");
        var gpg = tools.Has("gpg") ? "gpg" : "gpg2";
        tools.Require(gpg);
        var content = await ContentAsync(context, key, cancellation);
        var id = content is null ? key : await FieldAsync(tools, gpg, [], content, "pub:", 4, cancellation);
        id = id.Trim().ToUpperInvariant();
        if (id.StartsWith("0X", StringComparison.Ordinal)) id = id[2..];
        var isWanted = context.Arguments.Text("state") == "present";
        if (await IsImportedAsync(tools, gpg, id, cancellation) == isWanted) return new OperationResult();
        if (!isWanted) await ChangeAsync(tools, ["--erase", "--allmatches", $"gpg-pubkey-{id[^Math.Min(8, id.Length)..].ToLowerInvariant()}"], cancellation);
        else await ImportAsync(context, tools, gpg, content ?? throw new OperationException("When importing a key, a valid file must be given"), cancellation);
        return new OperationResult { Changed = true };
    }

    /// <summary>The key itself, or null where only its number is given.</summary>
    private static async ValueTask<byte[]?> ContentAsync(OperationContext context, string key, CancellationToken cancellation)
    {
        if (key.Contains("://", StringComparison.Ordinal))
        {
            var bytes = await FetchAsync(context, key, cancellation);
            return bytes.AsSpan().IndexOf("-----BEGIN PGP PUBLIC KEY BLOCK-----"u8) >= 0 ? bytes : throw new OperationException($"Not a public key: {key}");
        }
        if (KeyNumber().IsMatch(key)) return null;
        return context.Host.Files.ReadBytesOrNull(key) ?? throw new OperationException($"Not a valid key {key}");
    }

    private static async ValueTask<byte[]> FetchAsync(OperationContext context, string key, CancellationToken cancellation)
    {
        try
        {
            using var fetched = await PackageDownload.ReadAsync(context, key, cancellation);
            return fetched.ToArray();
        }
        catch (OperationException fault)
        {
            throw new OperationException($"failed to fetch key at {key} , error was: {fault.Message.Replace($"Failure downloading {key}, ", "", StringComparison.Ordinal)}");
        }
    }

    private static async ValueTask<bool> IsImportedAsync(HostTools tools, string gpg, string id, CancellationToken cancellation)
    {
        var known = await tools.AskAsync("rpm", ["-q", "gpg-pubkey", "--qf", "%{description}"], cancellation);
        if (!known.Succeeded) return false;
        var listed = await GpgAsync(tools, gpg, ["-"], System.Text.Encoding.UTF8.GetBytes(known.Output), cancellation);
        return listed.Lines.Any(l => l.Split(':') is [_, _, _, _, var field, ..] && field.Contains(id, StringComparison.Ordinal));
    }

    private static async ValueTask ImportAsync(OperationContext context, HostTools tools, string gpg, byte[] content, CancellationToken cancellation)
    {
        if (context.Arguments.Text("fingerprint")?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is { Length: > 0 } wanted)
        {
            var actual = await FieldAsync(tools, gpg, ["--with-fingerprint"], content, "fpr:", 9, cancellation);
            if (wanted != actual) throw new OperationException($"The specified fingerprint, '{wanted}', does not match the key fingerprint '{actual}'");
        }
        var folder = TemporaryFolder.Make(context.Host);
        try
        {
            var path = HostPath.Join(folder, "key");
            context.Host.Files.Write(path, new MemoryStream(content), new FilePlacement(0x180));
            await ChangeAsync(tools, ["--import", path], cancellation);
        }
        finally
        {
            context.Host.Files.RemoveTree(folder);
        }
    }

    private static async ValueTask ChangeAsync(HostTools tools, string[] words, CancellationToken cancellation)
    {
        var outcome = await tools.ChangeAsync("rpm", words, cancellation);
        if (!outcome.Succeeded) throw new OperationException(outcome.Error);
    }

    /// <summary>A field of the first line of a kind that gpg lists of a key.</summary>
    private static async ValueTask<string> FieldAsync(HostTools tools, string gpg, string[] options, byte[] key, string kind, int field, CancellationToken cancellation)
    {
        var listed = await GpgAsync(tools, gpg, [.. options, "-"], key, cancellation);
        var line = listed.Lines.FirstOrDefault(l => l.Trim().StartsWith(kind, StringComparison.Ordinal))?.Split(':');
        return line is not null && line.Length > field ? line[field] : throw new OperationException("Unexpected gpg output");
    }

    private static async ValueTask<ToolOutcome> GpgAsync(HostTools tools, string gpg, string[] words, byte[] input, CancellationToken cancellation)
    {
        var outcome = await tools.RunAsync(new ProcessRequest(tools.Require(gpg), [.. Colons, .. words]) { Input = input, ReadOnly = true }, cancellation);
        return outcome.Succeeded ? outcome : throw new OperationException(outcome.Error);
    }

    [GeneratedRegex("^(0x)?[0-9a-f]{8}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyNumber();
}
