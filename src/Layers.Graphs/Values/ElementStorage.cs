using System.Numerics;

namespace Layers.Graphs;

/// <summary>The operations that need the C# type of a tensor's elements.</summary>
internal abstract class ElementStorage
{
    public static ElementStorage Of(DType type) => ElementType.Of(type).Storage;

    /// <summary>Returns a new array of zeros, or of empty texts.</summary>
    public abstract Array NewArray(int length);

    /// <summary>Returns a flat copy of the elements.</summary>
    public abstract Array ToArray(TensorData data);

    /// <summary>Returns the first byte of the elements, which are contiguous.</summary>
    public abstract ref byte FirstByte(TensorData data);

    /// <summary>Returns whether the type can hold the number. Floating-point types round, so they can hold every number.</summary>
    public abstract bool Holds(double number);

    /// <summary>Returns a tensor filled with one number.</summary>
    public abstract TensorData Filled(double number, Shape shape);

    /// <summary>Returns the text of each element.</summary>
    public abstract string[] Texts(TensorData data);

    /// <summary>Copies and converts a range of elements. Fractions are truncated if the target has no fractions.</summary>
    public abstract void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count);

    /// <summary>Converts numbers of another type and writes them to a tensor of this type.</summary>
    public abstract void Take<T>(ReadOnlySpan<T> numbers, TensorData target, int index) where T : unmanaged, INumberBase<T>;
}
