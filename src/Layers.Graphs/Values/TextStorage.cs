namespace Layers.Graphs;

/// <summary>Elements that are texts. They do not convert to numbers and have no fixed size in bytes.</summary>
internal sealed class TextStorage : ElementStorage
{
    public override Array NewArray(int length)
    {
        var texts = new string[length];
        Array.Fill(texts, "");
        return texts;
    }

    public override Array ToArray(TensorData data) => data.ToArray<string>();

    public override ref byte FirstByte(TensorData data) => throw Throw.StringsHaveNoBytes();

    public override bool Holds(double number) => throw Throw.NotAStringNumber(number);

    public override TensorData Filled(double number, Shape shape) => throw Throw.NotAStringNumber(number);

    public override string[] Texts(TensorData data) => Array.ConvertAll(data.ToArray<string>(), text => $"\"{text}\"");

    public override void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count) =>
        source.AsSpan<string>().Slice(sourceIndex, count).CopyTo(target.Span<string>()[targetIndex..]);

    public override void Take<T>(ReadOnlySpan<T> numbers, TensorData target, int index) => throw Throw.TextsTakeNoNumbers();
}
