using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Help;

/// <summary>What is wrong with a command line that could not be read, in the peer's words where programs look for them.</summary>
internal static class UsageFault
{
    private static readonly DiagnosticRule Flags = new("CLI160", Severity.Error, "Failed to parse command-line flags");
    private static readonly DiagnosticRule TooMany = new("CLI161", Severity.Error, "Too many command line arguments");
    private static readonly DiagnosticRule TooFew = new("CLI162", Severity.Error, "Missing command line arguments");

    /// <summary>Null where there is nothing wrong.</summary>
    public static Diagnostic? Find(ParseResult parsed)
    {
        if (!parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors) return null;
        if (UndefinedFlag(parsed) is { } flag) return new Diagnostic(Flags, null, $"flag provided but not defined: {flag}");
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (!option.Errors.Any()) continue;
            return new Diagnostic(Flags, null, option.Tokens.Count == 0
                ? $"flag needs an argument: {option.Option.Name}"
                : $"invalid value \"{option.Tokens[^1].Value}\" for flag {option.Option.Name}");
        }
        if (parsed.UnmatchedTokens.Count > 0)
            return new Diagnostic(TooMany, null, $"The command does not take \"{parsed.UnmatchedTokens[0]}\". To run in another directory, use the global -chdir option.");
        return parsed.Errors.Count > 0 ? new Diagnostic(TooFew, null, Expected(parsed.CommandResult.Command)) : null;
    }

    /// <summary>An argument that looks like an option is one that does not exist, unless two dashes came before it.</summary>
    private static string? UndefinedFlag(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(IsFlag) is { } unmatched) return Name(unmatched);
        if (parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)) return null;
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).FirstOrDefault(IsFlag) is { } taken ? Name(taken) : null;
    }

    private static bool IsFlag(string token) => token.Length > 1 && token[0] == '-';

    private static string Name(string token) => token.Split('=')[0];

    private static string Expected(Command command)
    {
        var names = string.Join(' ', command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0).Select(a => a.Name.ToUpperInvariant()));
        var count = command.Arguments.Count(a => a.Arity.MinimumNumberOfValues > 0);
        return string.Create(CultureInfo.InvariantCulture, $"The {command.Name} command expects {(count == 1 ? "one argument" : $"{count} arguments")}: {names}.");
    }
}
