namespace Layers.AspNetCore;

/// <summary>Joins the rows of requests, and splits rows into batches.</summary>
internal static class BatchRows
{
    /// <summary>Joins the rows of all requests, in order: one tensor for each input.</summary>
    public static TensorData[] Join(IReadOnlyList<WaitingRows> requests) => Join([.. requests.Select(request => request.Inputs)]);

    /// <summary>Joins tensors along the first axis.</summary>
    /// <param name="parts">The tensors of each part, in order.</param>
    public static TensorData[] Join(IReadOnlyList<IReadOnlyList<TensorData>> parts)
    {
        if (parts is [var only]) return [.. only];
        var joined = new TensorData[parts[0].Count];
        for (var i = 0; i < joined.Length; i++)
        {
            var first = parts[0][i];
            joined[i] = TensorData.Zeros(first.Type, [parts.Sum(part => part[i].Shape[0].Size), .. first.Shape[1..]]);
            var at = 0;
            foreach (var part in parts)
            {
                Casting.Convert(part[i], 0, joined[i], at, part[i].Length);
                at += part[i].Length;
            }
        }
        return joined;
    }

    /// <summary>Splits tensors into parts with a maximum number of rows.</summary>
    public static IEnumerable<TensorData[]> Split(TensorData[] inputs, int rows, int most)
    {
        for (var start = 0; start < rows; start += most)
            yield return Array.ConvertAll(inputs, input => input[start..Math.Min(rows, start + most)]);
    }
}
