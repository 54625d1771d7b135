namespace Layers;

/// <summary>The number of classes in the labels of an output.</summary>
internal static class ClassCounts
{
    /// <summary>Returns the number of classes that class weights may name.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The objective of the model's output.</param>
    /// <param name="training">The rows.</param>
    /// <exception cref="ArgumentException">The loss of the output is for numbers, not for classes.</exception>
    public static long Of(ITrainable model, OutputObjective output, Examples training)
    {
        var prediction = model.ApplyAll(model.InputsFor(training.X), CallRecord.ForPrediction())[0];
        var units = OutputRules.Units(prediction);
        var form = output.Loss?.LabelsFor(units) ?? LabelForm.Numbers;
        // An output of probabilities has classes, even if its loss is the mean squared error.
        if (form == LabelForm.Numbers && !OutputScales.Of(prediction, output.Loss).HasProbabilities())
            throw Throw.ClassWeightsOfNumbers(model.Name, output.Loss?.Name ?? "the output");
        return Math.Max(units, 2);
    }
}
