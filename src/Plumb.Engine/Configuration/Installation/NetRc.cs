using System.Text;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>Names and passwords for hosts, from the file that curl and git use too: <c>~/.netrc</c>, or what NETRC says.</summary>
internal sealed class NetRc(IReadOnlyDictionary<string, (string Login, string Password)> machines)
{
    private const long MaxBytes = 1 << 20;

    internal static NetRc Read(Func<string, string?> environment)
    {
        var path = environment("NETRC") is { Length: > 0 } named ? named
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".netrc")
            : null;
        var file = path is null ? null : new FileInfo(path);
        return file is { Exists: true, Length: < MaxBytes } ? Parse(File.ReadAllText(file.FullName)) : new NetRc(new Dictionary<string, (string, string)>());
    }

    internal static NetRc Parse(string text)
    {
        var machines = new Dictionary<string, (string Login, string Password)>(StringComparer.OrdinalIgnoreCase);
        string? machine = null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "machine" when i + 1 < words.Length:
                    machines.TryAdd(machine = words[++i], ("", ""));
                    break;
                case "default":
                    machines.TryAdd(machine = "", ("", ""));
                    break;
                case "login" when i + 1 < words.Length && machine is not null:
                    machines[machine] = (words[++i], machines[machine].Password);
                    break;
                case "password" when i + 1 < words.Length && machine is not null:
                    machines[machine] = (machines[machine].Login, words[++i]);
                    break;
            }
        }
        return new NetRc(machines);
    }

    /// <summary>The header's value for a host; null where the file says nothing of it.</summary>
    internal string? BasicCredentials(string host) =>
        machines.TryGetValue(host, out var found) || machines.TryGetValue("", out found)
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{found.Login}:{found.Password}"))
            : null;
}
