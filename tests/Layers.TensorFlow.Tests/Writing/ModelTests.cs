namespace Layers.TensorFlow.Tests;

/// <summary>Tests that models of Keras's files, feature spaces and models with every kind of column give the same results in TensorFlow as
/// in Layers.</summary>
public sealed class ModelTests
{
    private static IEnumerable<TestCaseData> Models => ModelCase.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    private static IEnumerable<TestCaseData> Spaces =>
        from one in FeatureSpaceCase.All
        from path in one.Model is { } model ? new[] { one.File, Golden.At($"featurespace/{(string)model["file"]!}") } : [one.File]
        select new TestCaseData(one, path).SetArgDisplayNames(Path.GetFileName(path));

    private static IEnumerable<string> Columns => ExportedModels.All.Keys;

    [TestCaseSource(nameof(Models))]
    public void Model_GivesTheResultsOfLayers(object which)
    {
        var one = (ModelCase)which;
        using var model = one.Load();
        var rows = new Dictionary<string, TensorData> { [model.Inputs[0].Name] = one.Input };
        Exported.IsAlike($"model_{Path.GetFileName(one.Name)}", model, rows, one.Tolerance);
    }

    [TestCaseSource(nameof(Spaces))]
    public void Space_GivesTheResultsOfLayers(object which, string path)
    {
        using var model = Model.Load(path);
        foreach (var (input, _) in ((FeatureSpaceCase)which).Calls) Exported.IsAlike($"space_{Path.GetFileNameWithoutExtension(path)}",
            model, input);
    }

    [TestCaseSource(nameof(Columns))]
    public void Column_GivesTheResultsOfLayers(string name)
    {
        var (model, rows) = ExportedModels.All[name]();
        using var _ = model;
        Exported.IsAlike($"columns_{name}", model, rows);
    }
}
