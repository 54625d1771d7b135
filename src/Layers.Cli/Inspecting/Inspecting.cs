namespace Layers.Cli;

/// <summary>Reads files of models and of states.</summary>
internal static class Inspecting
{
    /// <summary>Returns the content of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most categories of each column to list.</param>
    public static InspectResult Of(string path, int most)
    {
        if (StateFiles.IsOne(path)) return new InspectResult(path, "state", null, [Learning.Of(path, StateFiles.Open(path), most)]);
        using var model = ModelFiles.Open(path);
        return new InspectResult(path, "model", Of(model),
            [.. Learning.LayersOf(model).Select(each => Learning.Of(each.Name, each.Layer, most))]);
    }

    private static InspectedModel Of(Model model)
    {
        var signature = model.Signature;
        var load = model.LoadReport;
        return new InspectedModel(
            model.Name,
            load?.KerasVersion,
            model.Weights.Sum(weight => weight.Shape.Length),
            model.TrainableWeights.Sum(weight => weight.Shape.Length),
            [.. signature.Inputs.Select(
                column => new InspectedColumn(column.Name, column.Type.ToString().ToLowerInvariant(), column.MayBeMissing))],
            [.. model.Inputs.Select(input => new InspectedTensor(input.Name, input.Type.Name(), input.Shape.ToString()))],
            [.. signature.Outputs.Select(
                output => new InspectedOutput(output.Name, output.ElementType.Name(), output.Shape.ToString(), output.Classes,
                    output.LabelColumns))],
            model.History?.Epochs.Count,
            model.History is { Epochs.Count: > 0 } history ? history.ToDictionary(log => log.Key, log => log.Value[^1]) : null,
            [.. model.MadeFrom.Select(source => new InspectedSource(source.Name, source.Content, source.Sha256))],
            load is null ? [] : [.. load.Warnings.Select(warning => warning.ToString()), .. load.SavingChanges],
            ModelSummary.Of(model, countsOptimizer: false));
    }
}
