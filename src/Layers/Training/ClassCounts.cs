namespace Layers;

/// <summary>How many classes the labels of an output have.</summary>
internal static class ClassCounts
{
    /// <summary>The number of classes that class weights may name.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">What its output was compiled with.</param>
    /// <param name="training">The rows.</param>
    /// <exception cref="ArgumentException">The output learns numbers.</exception>
    public static long Of(ITrainable model, OutputObjective output, Examples training)
    {
        var prediction = model.ApplyAll(model.InputsFor(training.X), CallRecord.ForPrediction())[0];
        var units = OutputRules.Units(prediction);
        var form = output.Loss?.LabelsFor(units) ?? LabelForm.Numbers;
        // A probability that learns by its square is one of classes, too.
        if (form == LabelForm.Numbers && !OutputScales.Of(prediction, output.Loss).HasProbabilities())
            throw Throw.ClassWeightsOfNumbers(model.Name, output.Loss?.Name ?? "the output");
        return Math.Max(units, 2);
    }
}
