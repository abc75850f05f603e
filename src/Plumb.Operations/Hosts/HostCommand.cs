using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Hosts;

/// <summary>Starts programs as modules of the peer do, and says in their words why one could not be started.</summary>
public static partial class HostCommand
{
    public static ValueTask<ProcessOutcome> RunAsync(OperationContext context, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(words);
        return RunAsync(context, new ProcessRequest(words[0], [.. words.Skip(1)]), cancellation);
    }

    /// <exception cref="OperationException">The program cannot be started.</exception>
    public static async ValueTask<ProcessOutcome> RunAsync(OperationContext context, ProcessRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await context.Host.Processes.RunAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HostException fault)
        {
            throw new OperationException(SystemErrors.Python(fault, request.Program), new MapBuilder
            {
                ["rc"] = fault.Number,
                ["stdout"] = "",
                ["stderr"] = "",
                ["cmd"] = Shown([request.Program, .. request.Arguments]),
            }.Build());
        }
    }

    // Passwords given as arguments are not repeated.
    private static string Shown(IReadOnlyList<string> words)
    {
        var shown = new List<string>();
        var isSecret = false;
        foreach (var word in words)
        {
            var wasSecret = isSecret;
            isSecret = !wasSecret && NamesPassword().IsMatch(word) && !word.Contains('=', StringComparison.Ordinal);
            shown.Add(wasSecret ? "********" : NamesPassword().IsMatch(word) && !isSecret ? word[..word.IndexOf('=', StringComparison.Ordinal)] + "=********" : word);
        }
        return string.Join(' ', shown.Select(ShellWords.Quote));
    }

    [GeneratedRegex("^-{0,2}pass-?(word|wd)?")]
    private static partial Regex NamesPassword();

    public static string OutputText(this ProcessOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Encoding.UTF8.GetString(outcome.Output);
    }

    public static string ErrorText(this ProcessOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Encoding.UTF8.GetString(outcome.Error);
    }
}
