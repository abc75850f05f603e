using System.Text;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Collections;
using Plumb.Playbooks.Programs;

namespace Plumb.Playbooks.Galaxy.Signatures;

/// <summary>Holds the manifest of an unpacked collection against signatures of it, by the program gpg and the keys of one keyring.</summary>
public sealed class SignatureCheck(SignatureRule rule, Downloads downloads)
{
    private const string StatusMark = "[GNUPG:] ";
    private const int MaxSignature = 64 << 10;

    private static readonly HashSet<string> Faults = new(StringComparer.Ordinal)
    {
        "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "BADSIG", "ERRSIG", "NO_PUBKEY", "MISSING_PASSPHRASE", "BAD_PASSPHRASE", "NODATA", "UNEXPECTED", "ERROR", "FAILURE",
        "BADARMOR", "KEYEXPIRED", "KEYREVOKED", "NO_SECKEY",
    };

    /// <summary>Throws <see cref="FetchException"/> where too few signatures are good, with what is wrong with the others.</summary>
    /// <param name="label">The collection, for messages.</param>
    /// <param name="folder">Where it lies.</param>
    /// <param name="signatures">Detached signatures of its manifest, in their own text.</param>
    /// <param name="sources">Where more of them are: addresses or paths.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task VerifyAsync(string label, string folder, IReadOnlyList<string> signatures, IReadOnlyList<string> sources, CancellationToken cancellation)
    {
        var work = Directory.CreateTempSubdirectory("plumb-signatures-").FullName;
        try
        {
            var files = new List<string>();
            foreach (var text in signatures)
            {
                files.Add(Path.Combine(work, $"{files.Count}.asc"));
                await File.WriteAllTextAsync(files[^1], text, new UTF8Encoding(false), cancellation).ConfigureAwait(false);
            }
            foreach (var source in sources)
            {
                files.Add(Path.Combine(work, $"{files.Count}.asc"));
                await downloads.DownloadAsync(new Uri(source), files[^1], null, cancellation).ConfigureAwait(false);
                if (new FileInfo(files[^1]).Length > MaxSignature) throw new FetchException($"{source} is too large to be a signature.");
            }
            await VerifyAsync(label, Path.Combine(folder, CollectionInfo.ManifestFile), work, files, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task VerifyAsync(string label, string manifest, string work, List<string> files, CancellationToken cancellation)
    {
        if (files.Count == 0)
        {
            if (rule.IsStrict) throw new FetchException($"no signatures were found for {label}, and they are required.");
            return;
        }
        var (good, faults) = (0, new List<string>());
        foreach (var file in files)
        {
            var codes = await CodesAsync(manifest, work, file, cancellation).ConfigureAwait(false);
            var wrong = codes.Where(Faults.Contains).Distinct().ToList();
            if (wrong.Count == 0 && codes.Contains("GOODSIG") && codes.Contains("VALIDSIG")) good++;
            else if (wrong.Count == 0 || wrong.Except(rule.IgnoredCodes, StringComparer.Ordinal).Any()) faults.Add(wrong.Count == 0 ? "gpg says nothing good of it" : string.Join(", ", wrong));
        }
        var isEnough = rule.Count is { } count ? good >= count : faults.Count == 0 && (good > 0 || !rule.IsStrict);
        if (!isEnough) throw new FetchException($"GnuPG signature verification failed for {label}: {good} of {files.Count} signatures are good{(faults.Count > 0 ? $" ({string.Join("; ", faults)})" : "")}, and {(rule.Count is { } wanted ? $"{wanted}" : "all")} have to be.");
    }

    /// <summary>What gpg says of a signature, in the words that it has for programs.</summary>
    private async Task<IReadOnlyList<string>> CodesAsync(string manifest, string work, string signature, CancellationToken cancellation)
    {
        string[] arguments = ["--verify", "--batch", "--no-tty", "--no-default-keyring", "--no-auto-check-trustdb", "--homedir", work, "--keyring", rule.Keyring, "--status-fd=1", signature, manifest];
        try
        {
            var output = await ProgramRun.RunAsync("gpg", arguments, inheritErrors: false, cancellation).ConfigureAwait(false);
            // That it ends with a failure says no more than what came before.
            return [.. Encoding.UTF8.GetString(output.Output).Split('\n').Where(l => l.StartsWith(StatusMark, StringComparison.Ordinal) && !l.StartsWith(StatusMark + "FAILURE gpg-exit", StringComparison.Ordinal)).Select(l => l[StatusMark.Length..].Split(' ')[0])];
        }
        catch (ProgramException fault)
        {
            throw new FetchException($"signatures cannot be looked at, since gpg does not run: {fault.Message}", fault);
        }
    }
}
