namespace Layers;

/// <summary>The location of the features in data: the axes that hold features, and the sizes of these axes.</summary>
/// <param name="Rank">The rank of the data, including the batch.</param>
/// <param name="Kept">The axes, in ascending order; empty for one feature over all axes.</param>
/// <param name="Sizes">The sizes of the axes.</param>
internal sealed record FeatureLayout(int Rank, int[] Kept, long[] Sizes)
{
    // No runtime supports tensors with more axes.
    private const int MostAxes = 64;

    /// <summary>Returns the layout of data of a shape.</summary>
    public static FeatureLayout Of(Shape data, int[] axes) => new(data.Rank, axes, Array.ConvertAll(axes, axis => data[axis].Size));

    /// <summary>Returns why a file with this layout is damaged, or null.</summary>
    public string? Fault(int features)
    {
        if (Rank is < 0 or > MostAxes) return $"a rank of {Rank}";
        if (Kept.Length != Sizes.Length) return $"{Nouns.Of(Kept.Length, "axis")} with {Nouns.Of(Sizes.Length, "size")}";
        var (last, product) = (-1, 1L);
        for (var i = 0; i < Kept.Length; i++)
        {
            if (Kept[i] <= last || Kept[i] >= Rank) return $"axis {Kept[i]} out of order or outside of rank {Rank}";
            if (Sizes[i] is < 0 or > int.MaxValue) return $"a size of {Sizes[i]}";
            last = Kept[i];
            product = Math.Min(product * Sizes[i], int.MaxValue + 1L);
        }
        return product == features ? null : $"{Nouns.Of(features, "feature")} on axes whose sizes make {product}";
    }

    /// <summary>The shape of the data; only the sizes of the features are known.</summary>
    public Shape Shape
    {
        get
        {
            var dims = new Dim[Rank];
            for (var axis = 0; axis < Rank; axis++) dims[axis] = axis == 0 ? KerasShapes.Batch : $"axis_{axis}";
            for (var i = 0; i < Kept.Length; i++) dims[Kept[i]] = Sizes[i];
            return Shape.Create(dims);
        }
    }

    public bool Equals(FeatureLayout? other) =>
        other is not null && Rank == other.Rank && Kept.AsSpan().SequenceEqual(other.Kept) && Sizes.AsSpan().SequenceEqual(other.Sizes);

    public override int GetHashCode() => HashCode.Combine(Rank, Kept.Length, Sizes.Length);

    /// <summary>Returns for example <c>9 features on axis 1 of data of rank 2</c>.</summary>
    public override string ToString()
    {
        var features = Sizes.Aggregate(1L, (product, size) => product * size);
        var count = $"{features} {Nouns.Noun(features, "feature")}";
        return Kept.Length switch
        {
            0 => $"{count} over all of data of rank {Rank}",
            1 => $"{count} on axis {Kept[0]} of data of rank {Rank}",
            _ => $"{count} ({string.Join(" × ", Sizes)}) on axes {string.Join(", ", Kept)} of data of rank {Rank}",
        };
    }
}
