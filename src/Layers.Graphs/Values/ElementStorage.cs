using System.Numerics;

namespace Layers.Graphs;

/// <summary>What needs the C# type of a tensor's elements.</summary>
internal abstract class ElementStorage
{
    public static ElementStorage Of(DType type) => ElementType.Of(type).Storage;

    /// <summary>A new array of zeros, or of empty texts.</summary>
    public abstract Array NewArray(int length);

    /// <summary>A flat copy of the elements.</summary>
    public abstract Array ToArray(TensorData data);

    /// <summary>The first byte of the elements, which lie one after the other.</summary>
    public abstract ref byte FirstByte(TensorData data);

    /// <summary>Whether the type has the number; floating-point types round it, and so have every one.</summary>
    public abstract bool Holds(double number);

    /// <summary>A tensor of one number everywhere.</summary>
    public abstract TensorData Filled(double number, Shape shape);

    /// <summary>How each element prints.</summary>
    public abstract string[] Texts(TensorData data);

    /// <summary>Copies a run of elements, converting them on the way. Fractions are cut off where the target has none.</summary>
    public abstract void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count);

    /// <summary>Numbers of another type as elements of a tensor of this one.</summary>
    public abstract void Take<T>(ReadOnlySpan<T> numbers, TensorData target, int index) where T : unmanaged, INumberBase<T>;
}
