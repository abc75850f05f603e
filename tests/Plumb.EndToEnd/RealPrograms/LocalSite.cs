namespace Plumb.EndToEnd.RealPrograms;

/// <summary>A folder with a play for this machine, in which programs keep to themselves what they would keep in the user's home.</summary>
internal sealed class LocalSite : IDisposable
{
    private readonly Dictionary<string, string> _variables;

    public LocalSite()
    {
        _variables = new Dictionary<string, string>
        {
            ["HOME"] = Folder,
            ["XDG_STATE_HOME"] = Path.Combine(Folder, "state"),
            ["ANSIBLE_STDOUT_CALLBACK"] = "default",
            ["ANSIBLE_NOCOLOR"] = "1",
            ["ANSIBLE_LOCALHOST_WARNING"] = "false",
            ["ANSIBLE_CONFIG"] = Write("ansible.cfg", ""),
            ["LC_ALL"] = "C.UTF-8",
        };
        Write("hosts", "localhost ansible_connection=local\n");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("plumb-real-").FullName;

    public static bool Has(string program) => ((string[])["/usr/sbin", "/usr/bin", "/sbin", "/bin"]).Any(d => File.Exists(Path.Combine(d, program)));

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        File.WriteAllText(path, text);
        return path;
    }

    public LocalSite With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Runs tasks that all have to succeed.</summary>
    /// <param name="tasks">The list of tasks, as YAML.</param>
    /// <param name="before">A program with its arguments that runs it all, such as unshare.</param>
    public string Play(string tasks, params string[] before)
    {
        var (exit, output) = TryPlay(tasks, before);
        Assert.True(exit == 0, output);
        return output;
    }

    public (int Exit, string Output) TryPlay(string tasks, params string[] before)
    {
        Write("play.yml", $"- hosts: all\n  gather_facts: false\n  tasks:\n  {tasks.ReplaceLineEndings("\n").TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
        return Run(before, "play", "-i", "hosts", "play.yml");
    }

    public (int Exit, string Output) Run(IReadOnlyList<string> before, params string[] arguments)
    {
        string[] words = [.. before, .. Programs.PlumbProgram, .. arguments];
        var (exit, output, error) = Programs.Other(words[0], _variables, Folder, words[1..]);
        return (exit, output + error);
    }

    /// <summary>Runs the peer on the same playbook.</summary>
    public (int Exit, string Output) Peer(params string[] arguments)
    {
        var (exit, output, error) = Programs.Other("/usr/bin/ansible-playbook", _variables, Folder, arguments);
        return (exit, output + error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
