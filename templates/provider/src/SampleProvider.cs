using Plumb.Provider.Authoring;
using Plumb.Provider.Logging;

namespace Sample;

/// <summary>All that the provider has.</summary>
internal static class SampleProvider
{
    public static ComposedProvider Create(IProviderLog? log = null) => new()
    {
        Configuration = new SampleConfiguration(),
        Resources = [new FileResource()],
        DataSources = [new FileData()],
        Functions = SampleFunctions.All,
        Log = log ?? NoLog.Instance,
    };
}
