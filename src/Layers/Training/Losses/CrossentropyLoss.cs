namespace Layers;

/// <summary>The crossentropy that fits the shapes of labels and output. Use <see cref="Loss.Crossentropy"/>.</summary>
/// <remarks>The rules are those of Keras for the name <c>crossentropy</c>. An output with one number per sample has the binary
/// crossentropy. Labels with fewer axes than the output, or with a last axis of 1, are class numbers. Other labels are one-hot.</remarks>
public sealed record CrossentropyLoss : Loss
{
    internal CrossentropyLoss()
        : base("crossentropy") => Alias = "crossentropy";

    // Keras has this name, but no class.
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
