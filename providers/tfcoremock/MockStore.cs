using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;

namespace Plumb.TfCoreMock;

/// <summary>The objects, a file each, named after their ids.</summary>
internal sealed class MockStore(string? resources, string data, IReadOnlyDictionary<string, IReadOnlySet<string>> failing)
{
    /// <summary>Objects live in the state alone.</summary>
    public bool KeepsNothing => resources is null;

    public ProviderDiagnostic? Refusal(string operation, string id) => failing[operation].Contains(id)
        ? ProviderDiagnostic.Error("Failure asked for", $"The configuration of the provider says that to {operation} the object {id} fails.")
        : null;

    public async Task WriteAsync(string id, ObjectValue value, CancellationToken cancellation)
    {
        if (resources is null) return;
        Directory.CreateDirectory(resources);
        await File.WriteAllBytesAsync(PathOf(resources, id), ReadableObjects.Write(value), cancellation);
    }

    public void Delete(string id)
    {
        if (resources is not null) File.Delete(PathOf(resources, id));
    }

    /// <summary>Null where there is no such object.</summary>
    public Task<ObjectValue?> ReadAsync(string id, ObjectType type, CancellationToken cancellation) => ReadAsync(resources ?? "", id, type, cancellation);

    public Task<ObjectValue?> ReadDataAsync(string id, ObjectType type, CancellationToken cancellation) => ReadAsync(data, id, type, cancellation);

    private static async Task<ObjectValue?> ReadAsync(string directory, string id, ObjectType type, CancellationToken cancellation)
    {
        var path = PathOf(directory, id);
        return File.Exists(path) ? ReadableObjects.Read(await File.ReadAllBytesAsync(path, cancellation), type) : null;
    }

    private static string PathOf(string directory, string id) => Path.Combine(directory, $"{Path.GetFileName(id)}.json");
}
