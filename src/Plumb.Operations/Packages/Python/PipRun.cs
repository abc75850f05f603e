using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Python;

/// <summary>One run of <c>pip</c>: makes the environment, then installs or removes; what pip says tells whether anything changed.</summary>
internal sealed class PipRun
{
    private readonly OperationContext _context;
    private readonly MapData _arguments;
    private readonly HostTools _tools;
    private readonly string _folder;
    private readonly string? _environment;
    private readonly uint? _umask;
    private string _output = "";
    private string _error = "";

    public PipRun(OperationContext context)
    {
        _context = context;
        _arguments = context.Arguments;
        _tools = new HostTools(context.Host);
        _folder = _arguments.Text("chdir") ?? "/tmp";
        _environment = _arguments.Text("virtualenv") is { Length: > 0 } path ? path.StartsWith('/') ? path : $"{_folder}/{path}" : null;
        _umask = Umask(_arguments.Text("umask"));
    }

    private bool IsPlanned => _context.Host.IsPlanned;

    private string State => _arguments.RequiredText("state");

    public async ValueTask<OperationResult> RunAsync(CancellationToken cancellation)
    {
        if (State == "latest" && _arguments.Text("version") is not null) throw new OperationException("version is incompatible with state=latest");
        var isNew = _environment is not null && !_context.Host.Files.Exists(_environment + "/bin/activate");
        if (isNew && IsPlanned) return new OperationResult { Changed = true };
        if (isNew) await MakeEnvironmentAsync(cancellation);

        var pip = await PipAsync(cancellation);
        var packages = Packages();
        if (IsPlanned) return await PredictAsync(pip, packages, cancellation);
        string[] command = [.. pip, .. StateArguments(), .. ExtraArguments(), .. Subjects(packages)];
        var listsBefore = _arguments.Text("requirements") is not null || packages.Any(p => p.IsAddress) ? (await ListAsync(pip, cancellation)).Output : null;
        var outcome = await CallAsync(command, readOnly: false, cancellation);
        var isMissing = outcome.ExitCode == 1 && State == "absent" && (outcome.Output + outcome.Error).Contains("not installed", StringComparison.Ordinal);
        if (!outcome.Succeeded && !isMissing) throw Failure(command);
        var changed = State == "absent" ? outcome.Output.Contains("Successfully uninstalled", StringComparison.Ordinal)
            : listsBefore is null ? outcome.Output.Contains("Successfully installed", StringComparison.Ordinal)
            : listsBefore != (await ListAsync(pip, cancellation)).Output;
        return new OperationResult { Changed = changed || isNew, Values = Values(command) };
    }

    private MapData Values(string[] command) => new MapBuilder
    {
        { "cmd", command },
        { "name", _arguments["name"] ?? DataValue.Null },
        { "version", _arguments.Text("version") },
        { "state", State },
        { "requirements", _arguments.Text("requirements") },
        { "virtualenv", _environment },
        { "stdout", _output },
        { "stderr", _error },
    }.Build();

    private IReadOnlyList<PipPackage> Packages()
    {
        var packages = PipPackage.ParseAll(_arguments.Texts("name"));
        if (_arguments.Text("version") is not { Length: > 0 } version || packages.Count == 0) return packages;
        if (packages.Count > 1)
        {
            throw new OperationException("'version' argument is ambiguous when installing multiple package distributions. "
                + "Please specify version restrictions next to each package in 'name' argument.");
        }
        if (packages[0].Conditions.Count > 0)
        {
            throw new OperationException("The 'version' argument conflicts with any version specifier provided along with a package name. "
                + "Please keep the version specifier, but remove the 'version' argument.");
        }
        return [packages[0].WithVersion(version)];
    }

    private string[] StateArguments() => State switch
    {
        "absent" => ["uninstall", "-y"],
        "latest" => ["install", "-U"],
        "forcereinstall" => ["install", "-U", "--force-reinstall"],
        _ => ["install"],
    };

    private List<string> ExtraArguments()
    {
        var words = ShellWords.Split(_arguments.Text("extra_args") ?? "").ToList();
        if (_arguments.Flag("editable") && !words.Contains("-e")) words.Add("-e");
        return words;
    }

    private IEnumerable<string> Subjects(IReadOnlyList<PipPackage> packages) =>
        _arguments.Text("requirements") is { } file ? ["-r", file] : packages.Select(p => p.Text);

    private async ValueTask<OperationResult> PredictAsync(string[] pip, IReadOnlyList<PipPackage> packages, CancellationToken cancellation)
    {
        if (_arguments.Text("extra_args") is { Length: > 0 } || _arguments.Text("requirements") is not null || State == "latest" || packages.Count == 0)
        {
            return new OperationResult { Changed = true, Prediction = Prediction.Opaque };
        }
        var listed = await ListAsync(pip, cancellation);
        var installed = listed.Lines.Select(l => l.Split("==")).Where(p => p.Length == 2).ToDictionary(p => PipPackage.Canonical(p[0]), p => p[1], StringComparer.Ordinal);
        var changed = packages.Any(p => (p.Name is not null && installed.TryGetValue(p.Name, out var version) && p.Accepts(version)) == (State == "absent"));
        return new OperationResult
        {
            Changed = changed,
            Values = new MapBuilder { { "cmd", string.Join(' ', [.. pip, "list", "--format=freeze"]) }, { "stdout", listed.Output }, { "stderr", listed.Error } }.Build(),
        };
    }

    private async ValueTask<ToolOutcome> ListAsync(string[] pip, CancellationToken cancellation)
    {
        var (output, error) = (_output, _error);
        var listed = await CallAsync([.. pip, "list", "--format=freeze"], readOnly: true, cancellation);
        if (!listed.Succeeded) listed = await CallAsync([.. pip, "freeze"], readOnly: true, cancellation);
        if (!listed.Succeeded) throw Failure([.. pip, "freeze"]);
        (_output, _error) = (output, error);
        return listed;
    }

    private async ValueTask MakeEnvironmentAsync(CancellationToken cancellation)
    {
        var maker = _arguments.RequiredText("virtualenv_command");
        var words = maker.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!words[0].Contains('/', StringComparison.Ordinal)) words[0] = _tools.Require(words[0]);
        var isVenv = maker.Contains("pyvenv", StringComparison.Ordinal) || maker.Contains("-m venv", StringComparison.Ordinal);
        var python = _arguments.Text("virtualenv_python");
        if (isVenv && python is { Length: > 0 }) throw new OperationException("virtualenv_python should not be used when using the venv module or pyvenv as virtualenv_command");
        string[] site = _arguments.Flag("virtualenv_site_packages") ? ["--system-site-packages"] : [];
        string[] interpreter = isVenv ? [] : python is { Length: > 0 } ? ["-p" + python] : _tools.Has("python3") ? ["-p" + _tools.Require("python3")] : [];
        string[] command = [.. words, .. site, .. interpreter, _environment ?? ""];
        var outcome = await CallAsync(command, readOnly: false, cancellation);
        if (!outcome.Succeeded) throw Failure(command);
    }

    private async ValueTask<string[]> PipAsync(CancellationToken cancellation)
    {
        var files = _context.Host.Files;
        if (_environment is not null)
        {
            foreach (var name in (string[])["pip3", "pip"])
            {
                if (files.Exists($"{_environment}/bin/{name}")) return [$"{_environment}/bin/{name}"];
            }
            throw new OperationException($"Unable to find pip in the virtualenv, {_environment}, under any of these names: pip3, pip. Make sure pip is present in the virtualenv.");
        }
        var wanted = _arguments.Text("executable");
        if (wanted is ['/', ..]) return [wanted];
        if (wanted is null && _context.Host.Processes.Find("/usr/bin/python3") is { } python
            && (await _tools.RunAsync(new ProcessRequest(python, ["-c", "import pip"]) { ReadOnly = true }, cancellation)).Succeeded) return [python, "-m", "pip.__main__"];
        return [_context.Host.Processes.Find(wanted ?? "pip3") ?? throw new OperationException($"Unable to find any of {wanted ?? "pip3"} to use.  pip needs to be installed.")];
    }

    // Programs of the environment come first, such as compilers that packages bring along.
    private async ValueTask<ToolOutcome> CallAsync(string[] command, bool readOnly, CancellationToken cancellation)
    {
        var path = _context.Host.Environment.GetValueOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        var request = new ProcessRequest(command[0], command[1..])
        {
            WorkingDirectory = _folder,
            Umask = _umask,
            ReadOnly = readOnly,
            Environment = _environment is null ? [] : [new("PATH", $"{_environment}/bin:{path}")],
        };
        var outcome = await _tools.RunAsync(request, cancellation);
        _output += outcome.Output;
        _error += outcome.Error;
        return outcome;
    }

    private OperationException Failure(string[] command)
    {
        var message = (_output.Length > 0 ? "stdout: " + _output : "") + (_error.Length > 0 ? "\n:stderr: " + _error : "");
        return new OperationException(message, new MapBuilder { { "cmd", command } }.Build());
    }

    private static uint? Umask(string? text)
    {
        if (text is null) return null;
        return text.Length is > 0 and < 8 && text.All(c => c is >= '0' and <= '7') ? Convert.ToUInt32(text, 8) : throw new OperationException("umask must be an octal integer");
    }
}
