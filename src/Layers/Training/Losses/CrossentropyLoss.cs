namespace Layers;

/// <summary>The crossentropy that fits the shapes, as Keras resolves the name <c>crossentropy</c>: an output of one number is binary;
/// labels with fewer axes than the output, or a last axis of 1, are class numbers; anything else is one-hot. Use
/// <see cref="Loss.Crossentropy"/>.</summary>
public sealed record CrossentropyLoss : Loss
{
    internal CrossentropyLoss()
        : base("crossentropy") => Alias = "crossentropy";

    // Keras has the name alone.
    internal override string ClassName => "Crossentropy";

    internal override LabelForm LabelsFor(long units) => units == 1 ? LabelForm.Binary : LabelForm.Index;

    internal override bool TakesProbabilities => true;

    internal override Loss For(Shape labels, Shape output)
    {
        Loss loss = output[^1] == 1 ? BinaryCrossentropy
            : labels.Rank < output.Rank || labels[^1] == 1 ? SparseCategoricalCrossentropy
            : CategoricalCrossentropy;
        return loss with { Name = Name, Reduction = Reduction };
    }

    internal override Value PerSample(Value yTrue, Value yPred) => throw Throw.Bug("the crossentropy was not resolved before use.");
}
