namespace Plumb.Operations.Facts;

/// <summary>
/// Finds a host's full name: the first name with a dot that its address has. <c>/etc/hosts</c> is asked first, which answers at
/// once; only a name that is not there goes to the system's resolver.
/// </summary>
internal sealed class FullHostName(FactContext context)
{
    public async ValueTask<string> FindAsync(string node, CancellationToken cancellation)
    {
        var lines = context.Files.Lines("/etc/hosts").Select(Entry).Where(e => e.Length > 1).ToList();
        var found = lines.FirstOrDefault(e => e.Skip(1).Contains(node, StringComparer.OrdinalIgnoreCase));
        if (found is not null) found = lines.First(e => e[0] == found[0]);
        else found = await AskAsync(node, cancellation);

        if (found is null) return node;
        return found.Skip(1).FirstOrDefault(n => n.Contains('.', StringComparison.Ordinal)) ?? found[1];
    }

    private async ValueTask<string[]?> AskAsync(string node, CancellationToken cancellation)
    {
        if (await AskOnceAsync(node, cancellation) is not { } forward) return null;
        return await AskOnceAsync(forward[0], cancellation) ?? [forward[0], node];
    }

    // A resolver whose servers are away takes its time; the name is not worth more than the limit for what may hang.
    private async ValueTask<string[]?> AskOnceAsync(string key, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(context.Timeout);
        try
        {
            var answer = await context.AskAsync("getent", ["hosts", key], limit.Token);
            var entry = answer is null ? [] : Entry(answer.Split('\n')[0]);
            return entry.Length > 1 ? entry : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string[] Entry(string line) => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
