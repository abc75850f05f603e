using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Plumb.Connections.Local;

/// <summary>Starts a process whose standard output and error are one descriptor.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe class ProcessSpawn
{
    private const int BrokenPipe = 13;

    /// <summary>The process' id. Throws <see cref="IOException"/> where it cannot be started.</summary>
    public static int Spawn(ChildProcessStart start, SafeHandle output, bool leadsGroup)
    {
        var program = start.Program;
        var actions = stackalloc byte[ProcessCalls.OpaqueSize];
        var attributes = stackalloc byte[ProcessCalls.OpaqueSize];
        Check(ProcessCalls.InitActions(actions), program);
        Check(ProcessCalls.InitAttributes(attributes), program);
        var words = Strings(start.Words);
        var variables = Strings(start.Variables.Select(v => $"{v.Key}={v.Value}"));
        var held = false;
        try
        {
            output.DangerousAddRef(ref held);
            var descriptor = (int)output.DangerousGetHandle();
            Check(ProcessCalls.AddOpen(actions, 0, "/dev/null", 0, 0), program);
            Check(ProcessCalls.AddDuplicate(actions, descriptor, 1), program);
            Check(ProcessCalls.AddDuplicate(actions, descriptor, 2), program);
            Check(ProcessCalls.AddChangeFolder(actions, start.Folder), program);
            SetSignals(attributes, leadsGroup, program);
            Check(ProcessCalls.Spawn(out var id, program, actions, attributes, words, variables), program);
            return id;
        }
        finally
        {
            if (held) output.DangerousRelease();
            Free(words);
            Free(variables);
            _ = ProcessCalls.DestroyActions(actions);
            _ = ProcessCalls.DestroyAttributes(attributes);
        }
    }

    /// <summary>This program ignores broken pipes, and what is ignored is inherited; shells rely on it being otherwise.</summary>
    private static void SetSignals(byte* attributes, bool leadsGroup, string program)
    {
        var signals = stackalloc byte[ProcessCalls.OpaqueSize];
        Check(ProcessCalls.EmptySet(signals), program);
        Check(ProcessCalls.SetMask(attributes, signals), program);
        Check(ProcessCalls.AddToSet(signals, BrokenPipe), program);
        Check(ProcessCalls.SetDefaults(attributes, signals), program);
        Check(ProcessCalls.SetGroup(attributes, 0), program);
        var flags = ProcessCalls.SetDefaultSignals | ProcessCalls.SetSignalMask | (leadsGroup ? ProcessCalls.SetProcessGroup : 0);
        Check(ProcessCalls.SetFlags(attributes, (short)flags), program);
    }

    private static void Check(int error, string program)
    {
        if (error != 0) throw new IOException($"the program \"{program}\" cannot be run: {new Win32Exception(error).Message}");
    }

    /// <summary>A list of C strings that ends with null.</summary>
    private static byte** Strings(IEnumerable<string> texts)
    {
        var all = texts.ToArray();
        var list = (byte**)NativeMemory.AllocZeroed((nuint)(all.Length + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < all.Length; i++)
        {
            var size = Encoding.UTF8.GetByteCount(all[i]);
            list[i] = (byte*)NativeMemory.AllocZeroed((nuint)size + 1);
            Encoding.UTF8.GetBytes(all[i], new Span<byte>(list[i], size));
        }
        return list;
    }

    private static void Free(byte** list)
    {
        for (var i = 0; list[i] is not null; i++) NativeMemory.Free(list[i]);
        NativeMemory.Free(list);
    }
}
