using System.Runtime.InteropServices;
using Plumb.Hosts.Linux;

namespace Plumb.Hosts.Processes;

/// <summary>Starts processes without copying this one, which a program with several threads must not do.</summary>
internal static unsafe class ProcessSpawn
{
    private const int BrokenPipe = 13;
    private const int ReadWrite = 2;

    /// <summary>0 and the process' id, or the number of the system's error.</summary>
    public static int Spawn(SpawnRequest request, out int id)
    {
        id = 0;
        var actions = stackalloc byte[ProcessCalls.OpaqueSize];
        var attributes = stackalloc byte[ProcessCalls.OpaqueSize];
        if (ProcessCalls.InitActions(actions) is not 0 and var noActions) return noActions;
        if (ProcessCalls.InitAttributes(attributes) is not 0 and var noAttributes) return noAttributes;
        using var words = new NativeTexts(request.Words);
        using var variables = new NativeTexts(request.Variables.Select(v => $"{v.Key}={v.Value}"));
        using var held = new HeldDescriptors();
        try
        {
            var error = Descriptors(actions, request, held);
            if (error == 0 && request.Folder is { } folder) error = ProcessCalls.AddChangeFolder(actions, PathText.Bytes(folder));
            if (error == 0) error = SetSignals(attributes, request.Group);
            return error != 0 ? error : ProcessCalls.Spawn(out id, PathText.Bytes(request.Program), actions, attributes, words.List, variables.List);
        }
        finally
        {
            _ = ProcessCalls.DestroyActions(actions);
            _ = ProcessCalls.DestroyAttributes(attributes);
        }
    }

    private static int Descriptors(byte* actions, SpawnRequest request, HeldDescriptors held)
    {
        ReadOnlySpan<SafeHandle?> handles = [request.Input, request.Output, request.Error];
        for (var target = 0; target < handles.Length; target++)
        {
            var error = (request.Terminal ?? (target == 2 ? request.ErrorTerminal : null)) is { } terminal ? ProcessCalls.AddOpen(actions, target, PathText.Bytes(terminal), ReadWrite, 0)
                : handles[target] is { } handle ? ProcessCalls.AddDuplicate(actions, held.Hold(handle), target)
                : ProcessCalls.AddOpen(actions, target, "/dev/null\0"u8, target == 0 ? FileCalls.ReadOnly : FileCalls.WriteOnly, 0);
            if (error != 0) return error;
        }
        return 0;
    }

    /// <summary>This program ignores broken pipes, and what is ignored is inherited; shells rely on it being otherwise.</summary>
    private static int SetSignals(byte* attributes, SpawnGroup group)
    {
        var signals = stackalloc byte[ProcessCalls.OpaqueSize];
        _ = ProcessCalls.EmptySet(signals);
        var error = ProcessCalls.SetMask(attributes, signals);
        _ = ProcessCalls.AddToSet(signals, BrokenPipe);
        if (error == 0) error = ProcessCalls.SetDefaults(attributes, signals);
        if (error == 0) error = ProcessCalls.SetGroup(attributes, 0);
        var flags = ProcessCalls.SetDefaultSignals | ProcessCalls.SetSignalMask | group switch
        {
            SpawnGroup.Own => ProcessCalls.SetProcessGroup,
            SpawnGroup.Session => ProcessCalls.SetSession,
            _ => 0,
        };
        return error != 0 ? error : ProcessCalls.SetFlags(attributes, (short)flags);
    }

    /// <summary>Keeps descriptors open until the process has its own.</summary>
    private sealed class HeldDescriptors : IDisposable
    {
        private readonly List<SafeHandle> _all = [];

        public int Hold(SafeHandle handle)
        {
            var held = false;
            handle.DangerousAddRef(ref held);
            if (held) _all.Add(handle);
            return (int)handle.DangerousGetHandle();
        }

        public void Dispose()
        {
            foreach (var handle in _all) handle.DangerousRelease();
        }
    }

    /// <summary>A list of C strings that ends with null.</summary>
    private sealed class NativeTexts : IDisposable
    {
        public NativeTexts(IEnumerable<string> texts)
        {
            var all = texts.Select(PathText.Bytes).ToArray();
            List = (byte**)NativeMemory.AllocZeroed((nuint)(all.Length + 1), (nuint)sizeof(byte*));
            for (var i = 0; i < all.Length; i++)
            {
                List[i] = (byte*)NativeMemory.Alloc((nuint)all[i].Length);
                all[i].CopyTo(new Span<byte>(List[i], all[i].Length));
            }
        }

        public byte** List { get; }

        public void Dispose()
        {
            for (var i = 0; List[i] is not null; i++) NativeMemory.Free(List[i]);
            NativeMemory.Free(List);
        }
    }
}
