using BenchmarkDotNet.Attributes;

namespace Layers.Benchmarks;

/// <summary>Loading a model of 1 MB, with all its weights.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private readonly TempFolder _folder = new();

    public LoadBenchmarks()
    {
        using var model = Network.Create(Matrix.Features, layers: 2, units: 490);
        model.Save(Path);
    }

    public string Path => _folder["large.keras"];

    [Benchmark]
    public object Layers() => Model.Load(Path);

    [GlobalCleanup]
    public void Clean() => _folder.Dispose();
}
