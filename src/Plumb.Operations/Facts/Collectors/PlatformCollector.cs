using System.Runtime.InteropServices;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The kernel, the machine's kind and names.</summary>
internal sealed class PlatformCollector : IFactCollector
{
    public string Name => "platform";

    public IReadOnlyList<string> FactNames => ["architecture", "kernel", "kernel_version", "machine", "machine_id", "python_version", "system"];

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var (files, facts) = (context.Files, context.Facts);
        var machine = files.Text("/proc/sys/kernel/arch") ?? OwnMachine();
        var node = files.Text("/proc/sys/kernel/hostname") ?? files.Text("/etc/hostname") ?? "localhost";
        var fullName = await new FullHostName(context).FindAsync(node, cancellation);
        var bits = UserspaceBits(context.Host.Files) ?? (machine.Contains("64", StringComparison.Ordinal) || machine == "s390x" ? "64" : "32");

        facts.Add("system", files.Text("/proc/sys/kernel/ostype") ?? "Linux");
        facts.Add("kernel", files.Text("/proc/sys/kernel/osrelease") ?? "");
        facts.Add("kernel_version", files.Text("/proc/sys/kernel/version") ?? "");
        facts.Add("machine", machine);
        facts.Add("python_version", (await context.PythonAsync(cancellation)).VersionText);
        facts.Add("fqdn", fullName);
        facts.Add("hostname", node.Split('.')[0]);
        facts.Add("nodename", node);
        facts.Add("domain", fullName.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? fullName[(dot + 1)..] : "");
        facts.Add("userspace_bits", bits);
        var isI386 = machine is "i386" or "i486" or "i586" or "i686";
        facts.Add("architecture", isI386 ? "i386" : machine);
        if (machine == "x86_64" || isI386) facts.Add("userspace_architecture", bits == "64" ? "x86_64" : "i386");
        if ((files.Text("/var/lib/dbus/machine-id") ?? files.Text("/etc/machine-id")) is { } id) facts.Add("machine_id", id.Split('\n')[0]);
    }

    // Old kernels do not tell; this program runs on the machine, so it is built for it.
    private static string OwnMachine() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        Architecture.X86 => "i686",
        Architecture.Arm => "armv7l",
        Architecture.S390x => "s390x",
        Architecture.Ppc64le => "ppc64le",
        Architecture.RiscV64 => "riscv64",
        var other => other.ToString(),
    };

    // A kernel of 64 bits may carry programs of 32: the shell's ELF header tells what the system is made of.
    private static string? UserspaceBits(IHostFiles files)
    {
        try
        {
            using var shell = files.OpenRead("/bin/sh");
            var header = new byte[5];
            if (shell.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan(0, 4).SequenceEqual("\u007fELF"u8)) return null;
            return header[4] switch { 1 => "32", 2 => "64", _ => null };
        }
        catch (HostException)
        {
            return null;
        }
    }
}
