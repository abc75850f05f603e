using Plumb.Operations.Data;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts.Packages;

/// <summary>Lists what one package manager has installed.</summary>
internal interface IPackageLister
{
    string Name { get; }

    bool IsAvailable(HostTools tools);

    ValueTask<IReadOnlyList<MapBuilder>> ListAsync(HostTools tools, CancellationToken cancellation);
}
