namespace Layers.TensorFlow;

/// <summary>The operators of TensorFlow that files of Layers use; <see href="https://www.tensorflow.org/api_docs/python/tf/raw_ops"/>
/// documents them.</summary>
internal static class TensorFlowOps
{
    private static readonly Dictionary<string, TensorFlowOp> s_all = new[]
    {
        "Placeholder: -> output:dtype", "Const: -> output:dtype", "Identity: T -> output:T", "NoOp: -> ",
        "AddV2: T T -> z:T", "Sub: T T -> z:T", "Mul: T T -> z:T", "RealDiv: T T -> z:T", "TruncateDiv: T T -> z:T", "Pow: T T -> z:T",
        "FloorMod: T T -> z:T", "Maximum: T T -> z:T", "Minimum: T T -> z:T", "BitwiseXor: T T -> z:T", "RightShift: T T -> z:T",
        "Neg: T -> y:T", "Abs: T -> y:T", "Sign: T -> y:T", "Floor: T -> y:T", "Ceil: T -> y:T", "Rint: T -> y:T", "Reciprocal: T -> y:T",
        "Sqrt: T -> y:T", "Exp: T -> y:T", "Log: T -> y:T", "Erf: T -> y:T", "Cos: T -> y:T", "Sin: T -> y:T", "Tanh: T -> y:T",
        "Sigmoid: T -> y:T", "Softplus: T -> activations:T", "Relu: T -> activations:T", "Cast: SrcT -> y:DstT",
            "Bitcast: T -> output:type",
        "Equal: T T -> z:bool", "Less: T T -> z:bool", "LessEqual: T T -> z:bool", "Greater: T T -> z:bool", "GreaterEqual: T T -> z:bool",
        "LogicalAnd: bool bool -> z:bool", "LogicalOr: bool bool -> z:bool", "LogicalNot: bool -> y:bool", "IsNan: T -> y:bool",
        "IsInf: T -> y:bool", "SelectV2: bool T T -> output:T",
        "MatMul: T T -> product:T", "BatchMatMulV2: T T -> output:T", "BiasAdd: T T -> output:T",
        "Transpose: T Tperm -> y:T", "Reshape: T Tshape -> output:T", "BroadcastTo: T Tidx -> output:T", "BroadcastArgs: T T -> r0:T",
        "ConcatV2: T*N Tidx -> output:T", "StridedSlice: T Index Index Index -> output:T", "PadV2: T Tpaddings T -> output:T",
        "GatherV2: Tparams Tindices Taxis -> output:Tparams", "TensorScatterAdd: T Tindices T -> output:T",
        "SplitV: T Tlen int32 -> output:T*num_split", "Squeeze: T -> output:T", "ExpandDims: T Tdim -> output:T",
        "Shape: T -> output:out_type", "Range: Tidx Tidx Tidx -> output:Tidx", "Fill: index_type T -> output:T", "Cumsum: T Tidx -> out:T",
        "TopKV2: T Tk -> values:T indices:index_type", "ArgMax: T Tidx -> output:output_type",
        "Sum: T Tidx -> output:T", "Mean: T Tidx -> output:T", "Max: T Tidx -> output:T", "Min: T Tidx -> output:T",
            "Prod: T Tidx -> output:T",
        "Softmax: T -> softmax:T", "LogSoftmax: T -> logsoftmax:T",
        "Conv2D: T T -> output:T", "Conv3D: T T -> output:T", "DepthwiseConv2dNative: T T -> output:T",
        "Conv2DBackpropInput: int32 T T -> output:T", "Conv3DBackpropInputV2: Tshape T T -> output:T",
        "MaxPool: T -> output:T", "MaxPool3D: T -> output:T", "AvgPool: T -> output:T", "AvgPool3D: T -> output:T",
        "StatelessWhile: T+ -> output:T+", "TensorListReserve: shape_type int32 -> handle:variant",
        "TensorListSetItem: variant int32 element_dtype -> output_handle:variant",
        "TensorListStack: variant int32 -> tensor:element_dtype",
        "HashTableV2: -> table_handle:resource", "LookupTableImportV2: resource Tin Tout -> ", "LookupTableFindV2: resource Tin Tout -> " +
            "values:Tout",
        "AsString: T -> output:string", "StringToNumber: string -> output:out_type", "StringToHashBucketFast: string -> output:int64",
        "StringToHashBucketStrong: string -> output:int64",
        // Only the dense inputs are listed, because the lists of sparse inputs are empty.
        "SparseCross: dense_types+ -> output_indices:int64 output_values:out_type output_shape:int64",
        "StringLower: string -> output:string", "StaticRegexReplace: string -> output:string",
        "StringSplitV2: string string -> indices:int64 values:string shape:int64",
        "UnicodeDecode: string -> row_splits:Tsplits char_values:int32", "UnicodeEncode: int32 Tsplits -> output:string",
        "StringNGrams: string Tsplits -> ngrams:string ngrams_splits:Tsplits", "UnsortedSegmentSum: T Tindices Tnumsegments -> output:T",
        "RaggedTensorToTensor: Tshape T T Tindex*num_row_partition_tensors -> result:T",
    }.Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => new TensorFlowOp(parts[1]));

    public static TensorFlowOp Of(string name) => s_all[name];
}
