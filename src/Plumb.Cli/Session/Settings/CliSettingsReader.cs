using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Json;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Cli.Session.Settings;

/// <summary>
/// Reads the files that Terraform reads too: <c>~/.terraformrc</c> or what TF_CLI_CONFIG_FILE says, the files in
/// <c>~/.terraform.d</c>, where <c>login</c> keeps tokens, and tokens in variables, which count most.
/// </summary>
internal sealed class CliSettingsReader(Terminal terminal, DiagnosticBag diagnostics)
{
    private const string TokenVariable = "TF_TOKEN_";
    private const long MaxBytes = 4 << 20;

    private static readonly DiagnosticRule Unreadable = new("CLI080", Severity.Error, "Unable to open CLI configuration file");
    private static readonly DiagnosticRule Ignored = new("CLI081", Severity.Warning, "Unsupported CLI configuration");
    private static readonly BodySchema FileSchema = new([], [new("credentials", "host"), new("host", "name"), new("credentials_helper", "type")]);
    private static readonly BodySchema CredentialsSchema = new([new("token")], []);
    private static readonly BodySchema HostSchema = new([new("services")], []);

    private readonly Dictionary<string, string> _tokens = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _services = new(StringComparer.OrdinalIgnoreCase);

    public CliSettings Read()
    {
        foreach (var file in Files()) ReadFile(file);
        foreach (var (name, value) in terminal.AllEnvironment)
        {
            if (name.StartsWith(TokenVariable, StringComparison.Ordinal) && value.Length > 0) _tokens[HostOf(name[TokenVariable.Length..])] = value;
        }
        return new CliSettings { Tokens = _tokens, Services = _services };
    }

    /// <summary>Names of variables have neither dots nor dashes: one underscore stands for the first, two for the second.</summary>
    internal static string HostOf(string name) => name.Replace("__", "-", StringComparison.Ordinal).Replace('_', '.');

    /// <summary>A file that is named takes the place of all others.</summary>
    private IEnumerable<string> Files()
    {
        if ((terminal.Environment("TF_CLI_CONFIG_FILE") ?? terminal.Environment("TERRAFORM_CONFIG")) is { Length: > 0 } named) return [Path.GetFullPath(named, terminal.WorkingDirectory)];
        if (terminal.Environment(OperatingSystem.IsWindows() ? "APPDATA" : "HOME") is not { Length: > 0 } home) return [];
        var folder = Path.Combine(home, OperatingSystem.IsWindows() ? "terraform.d" : ".terraform.d");
        var inFolder = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Where(f => f.EndsWith(".tfrc", StringComparison.Ordinal) || f.EndsWith(".tfrc.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        // Of a host that several name, what is read last counts: the user's own file.
        return [.. inFolder, Path.Combine(home, OperatingSystem.IsWindows() ? "terraform.rc" : ".terraformrc")];
    }

    private void ReadFile(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) return;
            if (info.Length > MaxBytes) throw new InvalidDataException("it is too large to be one.");
            var source = new SourceFile(path, File.ReadAllText(path));
            Take(path.EndsWith(".json", StringComparison.Ordinal) ? JsonBodyParser.ParseFile(source, diagnostics) : HclParser.ParseFile(source, diagnostics));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            diagnostics.Add(Unreadable, null, $"The configuration of the program itself in {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>What concerns other things than hosts is passed over.</summary>
    private void Take(Body file)
    {
        foreach (var block in file.GetPartialContent(FileSchema, out _, diagnostics).Blocks)
        {
            switch (block.Type)
            {
                case "credentials" when Value(block.Body, CredentialsSchema, "token") is StringValue token:
                    _tokens[block.Labels[0]] = token.Text;
                    break;
                case "host" when Value(block.Body, HostSchema, "services") is NamedValues services:
                    _services[block.Labels[0]] = services.Entries.Where(e => e.Value is StringValue).ToDictionary(e => e.Key, e => ((StringValue)e.Value).Text, StringComparer.Ordinal);
                    break;
                case "credentials_helper":
                    diagnostics.Add(Ignored, block.HeaderSpan, "Programs that keep credentials are not asked. Give tokens in credentials blocks or in variables named TF_TOKEN_ and the host.");
                    break;
            }
        }
    }

    private Value? Value(Body body, BodySchema schema, string name) =>
        body.GetPartialContent(schema, out _, diagnostics)[name] is { } attribute ? ExpressionEvaluator.Evaluate(attribute.Expression, VariableScope.None, diagnostics) : null;
}
