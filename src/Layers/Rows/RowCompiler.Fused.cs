using System.Numerics;

namespace Layers;

internal sealed partial class RowCompiler
{
    /// <summary>Emits a float32 operator that may share a step with adjacent operators; returns null if it is not such an
    /// operator.</summary>
    private bool? EmitFused(Node node)
    {
        var op = node.Op;
        if (op == Op.Add) return EmitBias(node) ?? EmitAffine(node, AffineOp.Add);
        if (op == Op.Sub) return EmitAffine(node, AffineOp.Sub);
        if (op == Op.Mul) return EmitAffine(node, AffineOp.Mul);
        if (op == Op.Div) return EmitAffine(node, AffineOp.Div);
        if (op == Op.MatMul) return EmitProduct<float>(node);
        return op == Op.Relu ? EmitRectified(node) : null;
    }

    /// <summary>Emits the product of rows and a constant matrix. A following bias and ReLU are fused into it.</summary>
    private bool EmitProduct<T>(Node node) where T : unmanaged, INumber<T>
    {
        var (x, matrix, result) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        if (!_rows.TryGetValue(x, out var row) || _rows.ContainsKey(matrix) && matrix.Constant is null) return false;
        if (x.Shape.Rank < 2 || matrix.Shape.Rank != 2 || AxisOf(x.Shape.Rank - 1) < 0 || ConstantOf(matrix) is not { } constant)
            return false;
        var (inputs, units) = ((int)constant.Shape[0].Size, (int)constant.Shape[1].Size);
        if (typeof(T) == typeof(float))
        {
            _steps.Add(new DenseStep(row, constant.ToArray<float>(), inputs, units, New(result)));
            return true;
        }
        var (elements, columns) = (constant.ToArray<T>(), new T[constant.Length]);
        for (var i = 0; i < elements.Length; i++) columns[i % units * inputs + i / units] = elements[i];
        _steps.Add(new ProductStep<T>(row, columns, inputs, New(result)));
        return true;
    }

    /// <summary>Adds a constant with one number per unit to a product; returns null for any other addition.</summary>
    private bool? EmitBias(Node node)
    {
        foreach (var (x, bias) in new[] { (node.Inputs[0], node.Inputs[1]), (node.Inputs[1], node.Inputs[0]) })
        {
            if (!_rows.TryGetValue(x, out var row) || MakerOf(row) is not DenseStep { HasBias: false, IsRectified: false } dense) continue;
            if (_rows.ContainsKey(bias) || ConstantOf(bias) is not { } constant || constant.Length != dense.Units
                || !EndsWith(constant.Shape, dense.Units)) continue;
            if (x.Shape[^1] != dense.Units || !x.Shape.Equals(node.Outputs[0].Shape)) continue;
            dense.AddBias(constant.ToArray<float>());
            _rows[node.Outputs[0]] = row;
            return true;
        }
        return null;
    }

    private bool? EmitRectified(Node node)
    {
        var row = _rows[node.Inputs[0]];
        if (MakerOf(row) is not DenseStep { IsRectified: false } dense) return null;
        dense.Rectify();
        _rows[node.Outputs[0]] = row;
        return true;
    }

    /// <summary>Emits a float32 element-wise operation with a constant on the right; returns null for any other operation.</summary>
    private bool? EmitAffine(Node node, AffineOp op)
    {
        var (x, constant, result) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        if (result.Type != DType.Float32) return null;
        if (op is AffineOp.Add or AffineOp.Mul && !_rows.ContainsKey(x)) (x, constant) = (constant, x);
        if (_rows.ContainsKey(constant) || !_rows.TryGetValue(x, out var row) || !x.Shape.Equals(result.Shape)) return null;
        if (Elements<float>(constant, result) is not { } elements) return null;
        if (MakerOf(row) is AffineStep chain)
        {
            chain.Add(op, elements);
            _rows[result] = row;
            return true;
        }
        var step = new AffineStep(row, New(result));
        step.Add(op, elements);
        _steps.Add(step);
        return true;
    }

    private static bool EndsWith(Shape shape, int size) => shape.Rank > 0 && shape[^1] == size;
}
